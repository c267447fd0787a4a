import type { Source } from '../source.ts';
import { foldWord } from './word-key.ts';

export interface Spelling {
  /** Words of a text that the known text has too, but spelled otherwise. */
  differences(text: string): { written: string; usual: string }[];
}

const minCharacters = 7;
/** What stands there once may itself be misspelled. */
const minOccurrences = 2;

const word = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu;

/**
 * Tells misspellings from other words by what differs, not by how much: a hyphen, a doubled letter, two
 * letters swapped, i for y, f for ph, a vowel too many or too few, or in a long English word another vowel.
 * Other words ("contract" and "contrast") and other forms ("analysis" and "analyses") don't differ so. A pair
 * is named if the known text has the one spelling twice and the other never.
 */
export function createSpelling(known: string, language: string): Spelling {
  const counts = new Map<string, number>();
  for (const [found] of known.matchAll(word)) {
    const folded = foldWord(found);
    counts.set(folded, (counts.get(folded) ?? 0) + 1);
    if (folded.includes('-'))
      for (const part of folded.split('-')) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  const usualOf = new Map<string, string>();
  for (const [folded, count] of counts) {
    if (folded.length < minCharacters || count < minOccurrences) continue;
    for (const key of keysOf(folded)) if (!usualOf.has(key)) usualOf.set(key, folded);
  }
  return {
    differences: (text) =>
      [...text.matchAll(word)].flatMap(([written]) => {
        const folded = foldWord(written);
        if (folded.length < minCharacters || counts.has(folded)) return [];
        const usual = keysOf(folded)
          .map((key) => usualOf.get(key))
          .find(
            (candidate) =>
              candidate !== undefined && candidate !== folded && isVariant(folded, candidate, language),
          );
        return usual === undefined ? [] : [{ written, usual }];
      }),
  };
}

const known = new WeakMap<Source, Spelling>();

/** Of the whole source, read once for all of its materials. */
export function spellingOf(source: Source): Spelling {
  const spelling = known.get(source) ?? createSpelling(source.text, source.textLanguage);
  known.set(source, spelling);
  return spelling;
}

/** By sound, roughly; and by letters in any order, for two that are swapped. The first three letters stay. */
function keysOf(folded: string): string[] {
  const bare = folded.replaceAll('-', '');
  const sound = bare.replaceAll('ph', 'f').replaceAll('y', 'i').replace(/(.)\1/g, '$1');
  const skeleton = sound.slice(0, 3) + sound.slice(3).replace(/[aeiou]+(?=.)/g, '*');
  return [`h ${bare}`, `s ${sound}`, `v ${skeleton}`, `x ${[...bare].sort().join('')}`];
}

/** Whether the difference is one that a slip makes, and no inflection. */
function isVariant(one: string, other: string, language: string): boolean {
  const [bare, usualBare] = [one.replaceAll('-', ''), other.replaceAll('-', '')];
  if (bare === usualBare) return true;
  const [from, back] = [sharedStart(bare, usualBare), sharedEnd(bare, usualBare)];
  const slip = bare.slice(from, bare.length - back);
  const usual = usualBare.slice(from, usualBare.length - back);
  if (from < 3) return false;
  const isEnglish = language.startsWith('en');
  const isVowel = (letters: string) => /^[aeiou]?$/.test(letters);
  const isEither = (forms: RegExp) => forms.test(slip) && forms.test(usual);
  // "schrieben" and "schreiben" are two forms of a German verb, "sprachen" and "sprechen" as well.
  const isSwap =
    slip.length === 2 && slip === [...usual].reverse().join('') && (isEnglish || !/^[aeiou]+$/.test(slip));
  const isDoubled = slip.length + usual.length === 1 && bare.at(from - 1) === (slip || usual);
  const isInside = back > 1 || (back === 1 && !bare.endsWith('s'));
  const hasOtherVowel =
    isVowel(slip) &&
    isVowel(usual) &&
    isInside &&
    (slip === '' || usual === '' || (isEnglish && bare.length >= 10));
  return isSwap || isDoubled || hasOtherVowel || isEither(/^[iy]$/) || isEither(/^(?:f|ph)$/);
}

function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length += 1;
  return length;
}

function sharedEnd(one: string, other: string): number {
  const most = Math.min(one.length, other.length) - sharedStart(one, other);
  let length = 0;
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}
