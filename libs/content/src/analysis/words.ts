const wordPattern = /[\p{L}\p{N}]+(?:[’'.&-][\p{L}\p{N}]+)*/gu;

/** Lower-cased words in order; hyphens, apostrophes and inner points stay inside a word. */
export function wordsOf(text: string): string[] {
  return (text.match(wordPattern) ?? []).map((word) => word.toLowerCase().replaceAll('’', "'"));
}

/** A light stem: plural and possessive endings go, so that `groups` and `group's` meet `group`. */
export function stem(word: string): string {
  let base = word.toLowerCase().replaceAll('’', "'").replace(/'s?$/, '');
  if (base.length <= 3) return base;
  if (/ies$/.test(base) && base.length > 4) base = `${base.slice(0, -3)}y`;
  else if (/(?:ss|sh|ch|x|z)es$/.test(base)) base = base.slice(0, -2);
  else if (/s$/.test(base) && !/(?:ss|us|is)$/.test(base)) base = base.slice(0, -1);
  return base;
}

/** The key by which two spellings of a phrase are the same: stems joined by a space. */
export const phraseKey = (phrase: string): string =>
  wordsOf(phrase.replace(/\s*\([^)]*\)\s*$/, '').replaceAll('-', ' '))
    .map(stem)
    .join(' ');
