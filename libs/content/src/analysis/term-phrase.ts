import { wordsOf } from './words.ts';

const inner = new Set([
  'of',
  'for',
  'and',
  'the',
  'by',
  'to',
  'in',
  'de',
  'del',
  'von',
  'der',
  'di',
  'du',
  'des',
  '&',
]);
const determiner =
  /^(?:the|a|an|any|this|that|these|each|every|our|its|their|his|her|some|what (?:some )?(?:\w+ )?calls?|so-called)\s+/i;
const notTerms = new Set(
  'example examples case cases thing things way ways part parts people person time times year years fact number numbers reason reasons idea ideas result results question questions answer problem problems issue issues point kind kinds type types sort form forms lot term terms word words name names example figure table chapter section today world day man woman goal purpose effect aim role difference key process concept definition theory approach view'.split(
    ' ',
  ),
);

/** `phrase` as a glossary would list it, or undefined when it can't be a term: no determiners, one to six words. */
export function termPhrase(phrase: string, stopWords: ReadonlySet<string>): string | undefined {
  const bare = phrase
    .trim()
    .replace(/^["“‘'«(]+|["”’'»),.;:]+$/g, '')
    .replace(determiner, '')
    .replace(/^["“‘']+|["”’',]+$/g, '')
    .trim();
  if (/[,;:?!—"“”()[\]|/\\=]/.test(bare) || bare.length < 3 || bare.length > 80) return undefined;
  const words = wordsOf(bare);
  if (words.length === 0 || words.length > 6) return undefined;
  const last = words.at(-1) ?? '';
  const first = words[0] ?? '';
  if (stopWords.has(first) || stopWords.has(last) || /^\d+$/.test(first)) return undefined;
  if (words.some((word) => stopWords.has(word) && !inner.has(word))) return undefined;
  if (words.length === 1 && (notTerms.has(last) || last.length < 3)) return undefined;
  if (/ly$/.test(last) && words.length > 1) return undefined;
  return bare;
}

/** Lower case for a phrase that is capitalised only because it starts a sentence. */
export function asListed(phrase: string, body: ReadonlySet<string>): string {
  const lower = phrase.charAt(0).toLowerCase() + phrase.slice(1);
  return body.has(lower.split(' ')[0] ?? '') && !/^\p{Lu}{2}/u.test(phrase) ? lower : phrase;
}
