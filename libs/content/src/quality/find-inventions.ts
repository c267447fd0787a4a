import type { Source } from '../source.ts';
import { namesOf } from './names-of.ts';
import { numbersOf, valuesIn } from './numbers-of.ts';
import { sourceWordsOf } from './source-words.ts';

/** Small numbers count what is being talked about: two hosts, five minutes, three questions. */
const maxSmallNumber = 12;

/**
 * Numbers and names of a text that stand nowhere in the source, as they are written.
 * @param known names, lower-cased, that are no inventions: of hosts, of titles
 */
export function findInventions(text: string, source: Source, known: ReadonlySet<string>): string[] {
  const words = sourceWordsOf(source);
  const names = namesOf(text, source.language).filter(
    (name) => !known.has(name.toLowerCase()) && !words.has(name),
  );
  const numbers = numbersOf(text, source.language).filter(({ values }) =>
    values.every((value) => value > maxSmallNumber && !valuesIn(source.text, source.textLanguage).has(value)),
  );
  return [...names, ...numbers.map((number) => number.text)];
}
