import type { CitedPart } from '../../quality/cited-parts.ts';
import { quote } from '../prompt/quote.ts';
import type { Violation } from './violation.ts';

/** One sentence may answer two questions, or define a term and its synonym. */
const mayStand = 2;
/** Shorter texts ("Quite so.") may return. */
const minCharacters = 40;

/** Items of a list that say, word for word, what two others say already, or its beginning. */
export function checkRepetition(parts: CitedPart[]): Violation[] {
  const before = new Map<string, string[]>();
  return parts.flatMap(({ path, text, question }) => {
    const words = (text || question)
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
      .trim();
    if (words.length < minCharacters) return [];
    const list = path.replace(/\d+/g, '*');
    const said = before.get(list) ?? [];
    before.set(list, [...said, words]);
    const same = said.filter((other) => other.startsWith(words) || words.startsWith(other));
    if (same.length < mayStand) return [];
    const message = `${quote(text || question)} stands in ${mayStand} other items already`;
    return [{ code: 'repeated', path, message }];
  });
}
