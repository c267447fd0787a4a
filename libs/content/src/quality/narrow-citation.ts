import { splitSentences } from '../analysis/split-sentences.ts';
import type { Citation, Passage, Source } from '../source.ts';
import { contentWordsOf, wordFinderOf } from './content-words.ts';
import { type FoundNumber, numbersOf, valuesIn } from './numbers-of.ts';
import { rememberTexts } from './remember-texts.ts';

/**
 * The smallest run of whole sentences inside a passage that holds every word and number of the statement that
 * the passage holds at all; the whole passage when it holds none, or is a table or code, which have no
 * sentences.
 */
export function narrowCitation(text: string, passage: Passage, source: Source): Citation {
  const whole = { start: passage.start, end: passage.end };
  if (passage.kind === 'table' || passage.kind === 'code') return whole;
  const sentences = sentencesOf(source.text.slice(passage.start, passage.end), source.textLanguage);
  if (sentences.length === 1) return whole;
  const words = contentWordsOf(text, source.language);
  const numbers = numbersOf(text, source.language);
  const held = sentences.map(({ start, end }) => {
    const sentence = source.text.slice(passage.start + start, passage.start + end);
    const isHeld = wordFinderOf(sentence, source.language);
    return [...words.filter(isHeld).map(({ folded }) => folded), ...heldNumbers(numbers, sentence, source)];
  });
  const wanted = new Set(held.flat()).size;
  if (wanted === 0) return whole;
  let best = whole;
  for (let from = 0; from < sentences.length; from += 1) {
    const found = new Set<string>();
    for (let to = from; to < sentences.length; to += 1) {
      for (const item of held[to] ?? []) found.add(item);
      if (found.size < wanted) continue;
      const run = {
        start: passage.start + (sentences[from]?.start ?? 0),
        end: passage.start + (sentences[to]?.end ?? 0),
      };
      if (run.end - run.start < best.end - best.start) best = run;
      break;
    }
  }
  return best;
}

const sentencesOf = rememberTexts(splitSentences);

function heldNumbers(numbers: readonly FoundNumber[], sentence: string, { textLanguage }: Source): string[] {
  if (numbers.length === 0) return [];
  const values = valuesIn(sentence, textLanguage);
  return numbers
    .filter((number) => number.values.some((value) => values.has(value)))
    .map((number) => `#${number.text}`);
}
