import type { Source } from '../source.ts';
import { foldWord } from './word-key.ts';

/** What is asked of a source as a whole, read once: which words it has, and which abbreviations its names make. */
export interface SourceWords {
  has(name: string): boolean;
  /** Whether some word begins with these letters (folded, three at least). */
  hasPrefix(letters: string): boolean;
}

const known = new WeakMap<Source, SourceWords>();

export function sourceWordsOf(source: Source): SourceWords {
  const cached = known.get(source);
  if (cached) return cached;
  const words = readWords(source);
  known.set(source, words);
  return words;
}

/**
 * Endings by which a name becomes an adjective, or the other way round: Rome, Roman; Germany, German; Kant,
 * Kantian.
 */
const inflection = /^(?:'?s|e?s|e|y|n|an|ian|ean|ish|ese|ic|al|i|er|en|n?es|a|ia|in|ism|ist)?s?$/;

const irregular: Record<string, string> = {
  ...{ french: 'france', greek: 'greece', spanish: 'spain', danish: 'denmark', swiss: 'switzerland' },
  ...{ welsh: 'wales', swedish: 'sweden', dutch: 'netherlands', english: 'england', irish: 'ireland' },
};
const nounOf = new Map(
  Object.entries(irregular).flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]),
);

function readWords(source: Source): SourceWords {
  const plain = source.text.normalize('NFKC').replace(/[*_`~\\]/g, '');
  const words = new Set<string>();
  const byPrefix = new Map<string, string[]>();
  for (const [found] of plain.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) words.add(foldWord(found));
  for (const word of words) {
    const prefix = word.slice(0, 3);
    const list = byPrefix.get(prefix);
    if (list) list.push(word);
    else byPrefix.set(prefix, [word]);
  }
  const initials = initialsIn(plain);

  function has(name: string): boolean {
    const folded = foldWord(name);
    if (words.has(folded) || words.has(nounOf.get(folded) ?? '')) return true;
    if (/^\p{Lu}{2,}s?$/u.test(name) && initials.has(name.replace(/s$/, ''))) return true;
    return (byPrefix.get(folded.slice(0, 3)) ?? []).some((word) => areForms(folded, word));
  }
  return { has, hasPrefix: (letters) => byPrefix.has(letters.slice(0, 3)) };
}

function areForms(one: string, other: string): boolean {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared >= 3 && inflection.test(one.slice(shared)) && inflection.test(other.slice(shared));
}

/** The abbreviations that runs of capitalised words make: "United Nations" gives UN, "Bank of England" BE and BOE. */
function initialsIn(text: string): Set<string> {
  const found = new Set<string>();
  const run =
    /\p{Lu}[\p{L}’'-]*(?:[ \n](?:(?:of|the|and|for|de|du|des|la|y|et) ){0,2}\p{Lu}[\p{L}’'-]*){1,7}/gu;
  for (const [names] of text.matchAll(run)) {
    const words = names.split(/[\s-]+/);
    const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).map((word) => word.charAt(0));
    for (let from = 0; from < capitals.length - 1; from += 1) {
      for (let to = from + 2; to <= capitals.length; to += 1) found.add(capitals.slice(from, to).join(''));
    }
    found.add(words.map((word) => word.charAt(0).toUpperCase()).join(''));
  }
  return found;
}
