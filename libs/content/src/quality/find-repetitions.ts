import { sentencesIn } from '../analysis/split-sentences.ts';
import { phraseKey } from '../analysis/words.ts';
import type { QualityIssue } from '../materials/check-material.ts';
import type { Draft } from '../materials/schemas.ts';
import { closing } from '../materials/script-sections.ts';
import { proseOf } from './texts-of.ts';

/** Shorter sentences ("So it is.") may return. */
const minWords = 6;

/**
 * What is there twice: a sentence in fields of one kind (two turns, two bodies), a question, the term of a
 * card. What a summary says again is no repetition, nor what the closing of a script recalls, nor one
 * sentence that answers two questions.
 */
export function findRepetitions(draft: Draft): QualityIssue[] {
  const seen = new Map<string, string>();
  const issues: QualityIssue[] = [];
  const note = (key: string, path: string, text: string) => {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, path);
    else
      issues.push({ code: 'repeated', path, message: `says again what ${first} says: “${shortened(text)}”` });
  };
  if (draft.kind === 'flashcards') {
    draft.items.forEach(({ term }, index) => note(`term ${phraseKey(term)}`, `items.${index}`, term));
  }
  for (const { path, field, text } of proseOf(withoutChat(draft))) {
    if (field === 'answer' || field === 'definition' || field === 'explanation') continue;
    const fields = path.replace(/\d+/g, '*');
    for (const { start, end } of sentencesIn(text)) {
      const sentence = text.slice(start, end);
      // Hosts may ask each other the same twice.
      if (draft.kind === 'podcast-script' && sentence.endsWith('?')) continue;
      const words = sentence.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
      if (words.length >= minWords) note(`${fields} ${words.join(' ')}`, partOf(path), sentence);
    }
  }
  return issues;
}

/** Without what hosts say to each other, citing nothing, and without the closing. */
const withoutChat = (draft: Draft) =>
  draft.kind === 'podcast-script'
    ? { ...draft, turns: draft.turns.map((turn) => (isChat(turn) ? {} : turn)) }
    : draft;

const isChat = ({ section, citations }: Draft<'podcast-script'>['turns'][number]) =>
  section === closing || citations.length === 0;

/** The part that a reader sees as one: `items.3` of `items.3.answer`. */
const partOf = (path: string) => path.replace(/(?<=\d)\.[a-z]+$/i, '');

const shortened = (text: string) => (text.length <= 80 ? text : `${text.slice(0, 79)}…`);
