/**
 * How many letters of an alphabet take as long to say as one of these, from what speakers of each language say in a
 * second (Pellegrino and others 2011, "A cross-language perspective on speech information rate": 5 syllables of Chinese,
 * 8 of Japanese) and 15 letters of English.
 */
const scripts: readonly [RegExp, least: number, most: number][] = [
  // One syllable in Chinese, two and more in Japanese.
  [/\p{Script=Han}/gu, 2.5, 4.5],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 1.6, 2.4],
  [/\p{Script=Hangul}/gu, 2.2, 3.2],
  // "7" may be "seven", and in "1789" it takes part of "mille sept cent quatre-vingt-neuf".
  [/\p{N}/gu, 1, 8],
  // "HTML" is spelled: "aitch tee em ell".
  [/\p{Lu}(?=\p{Lu})|(?<=\p{Lu})\p{Lu}/gu, 1, 4],
  // Half a second between two sentences.
  [/[.!?…](?=\s)/gu, 1, 8],
  // A dot or slash within a word may be named.
  [/(?<=[\p{L}\p{N}])[./](?=[\p{L}\p{N}])/gu, 1, 6],
];

/** The length of a text that is read aloud, in letters of an alphabet: at least, and at most. */
export function spokenLetters(text: string): { least: number; most: number } {
  // Signs are not said, or not for certain.
  const said = text.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
  let [least, most] = [said.length, text.length];
  for (const [pattern, leastEach, mostEach] of scripts) {
    const found = text.match(pattern);
    const units = found?.join('').length ?? 0;
    least += (found?.length ?? 0) * leastEach - units;
    most += (found?.length ?? 0) * mostEach - units;
  }
  return { least, most };
}
