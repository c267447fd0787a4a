import { regularForm } from './irregular-forms.ts';

/** Endings that change a word's form or class but hardly its meaning; the longest that fits goes first. */
const endings =
  /(?:ization|isation|fulness|iveness|ousness|ational|ations?|ingly|edly|ians?|eans?|ically|ments?|ness|ities|ity|ives?|ists?|isms?|ized?|ised?|izes|ises|izing|ising|ions?|ably|able|ible|ally|als?|ously|ous|ences?|ances?|ents?|ants?|ates?|ated|ating|ators?|ing|ers?|ors?|ies|ied|ed|es|ly|ic|s|y|e)$/;

const minStemCharacters = 4;

/** Lower-cased, without accents and ligatures, so that `Café` meets `cafe` and `Straße` meets `strasse`. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  return /^[a-z0-9]*$/.test(lower) ? lower : withoutMarks(lower);
}

const withoutMarks = (word: string): string =>
  word.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').replaceAll('œ', 'oe');

/**
 * The key by which two folded words are taken for forms of one word, to look them up. English: what remains
 * without common endings (`pollinates`, `pollination`, `pollinated`). Other languages: the first letters, at
 * most five.
 */
export function wordKey(folded: string, language: string): string {
  if (folded.length < minStemCharacters || !/\p{L}/u.test(folded)) return folded;
  return isEnglish(language) ? englishStem(folded) : folded.slice(0, 5).replace(/(?<=.{4})e$/, '');
}

/** A word, lower-cased and without accents, with its `wordKey`. */
export interface KeyedWord {
  folded: string;
  key: string;
}

/** Whether two words are forms of one, or of one family: a closer look than `wordKey`, for a few words. */
export function areForms(one: KeyedWord, other: KeyedWord, language: string): boolean {
  if (one.folded === other.folded) return true;
  const [first, second] = isEnglish(language) ? [one.key, other.key] : [one.folded, other.folded];
  const shared = sharedLength(first, second);
  const shorter = Math.min(first.length, second.length);
  const longer = Math.max(first.length, second.length);
  if (isEnglish(language)) {
    if (first === second) return true;
    // "consum(e)" and "consumpt(ion)"; "photosynthes(is)" and "photosynthet(ic)".
    return longer - shared <= 3 && (shared >= 7 || (shared === shorter && shared >= 5));
  }
  if (isCompounding(language) && shorter >= minPartCharacters && isPartOf(first, second)) return true;
  if (shorter < minStemCharacters) return shared === shorter && shorter === 3 && longer <= 4;
  if (shorter === minStemCharacters) return shared === shorter && longer <= shorter + 2;
  if (shorter === 5) return shared >= 4 && longer <= 8;
  if (shorter < 8) return shared >= 5;
  return shared >= 6;
}

const isEnglish = (language: string) => language.startsWith('en');

/** Languages that write compounds as one word: "Sonnenlicht" bears out "Licht". */
const isCompounding = (language: string) => /^(?:de|nl|sv|da|nb|nn|no)(?:-|$)/i.test(language);

function englishStem(word: string): string {
  const base = regularForm(word.replace(/['’]s?$/, ''));
  let stem = base;
  for (let round = 0; round < 3; round += 1) {
    const shorter = stem.replace(endings, '');
    if (shorter.length < minStemCharacters || shorter === stem) break;
    stem = shorter;
  }
  if (stem === base && base.length <= 5) stem = shortStem(base);
  // "stopping" and "stop", "carries" and "carry".
  return stem.replace(/([bdfgklmnprst])\1$/, '$1').replace(/(?<=..)[iy]$/, '');
}

/** Words of four and five letters lose their plural or tense only: "cells", "used", "goes". */
const shortStem = (word: string) =>
  word
    .replace(/ies$/, 'y')
    .replace(/(?<=[^s])s$/, '')
    .replace(/(?<=..)(?:ed|e)$/, '');

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

const minPartCharacters = 5;

/** The last part of a compound, in some form, is the other word: "Stromquelle", "Quellen". */
function isPartOf(one: string, other: string): boolean {
  const [part, whole] = one.length < other.length ? [one, other] : [other, one];
  const stem = part.replace(/(?:e[nsr]?|n|s)$/, '');
  return (
    stem.length >= minPartCharacters - 1 && part.length >= minPartCharacters && whole.slice(3).includes(stem)
  );
}
