import { splitSentences } from '../analysis/split-sentences.ts';
import type { Source } from '../source.ts';
import { contentWordsOf, wordFinderOf } from './content-words.ts';
import { valuesIn } from './numbers-of.ts';
import { sourceWordsOf } from './source-words.ts';
import { spellingOf } from './spelling.ts';

/** Longer sources, in characters, take seconds, in which nothing else is checked, and few of their passages are cited. */
const maxCharacters = 100_000;

/** Reads of a source what judging any material asks of it and remembers, so that the first needn't wait for it. */
export function readAhead(source: Source): void {
  const { text, language, textLanguage, passages } = source;
  if (text.length > maxCharacters) return;
  sourceWordsOf(source);
  spellingOf(source);
  valuesIn(text, textLanguage);
  for (const { start, end } of passages) {
    const passage = text.slice(start, end);
    wordFinderOf(passage, language);
    contentWordsOf(passage, textLanguage);
    valuesIn(passage, textLanguage);
    for (const sentence of splitSentences(passage)) {
      wordFinderOf(passage.slice(sentence.start, sentence.end), language);
    }
  }
}
