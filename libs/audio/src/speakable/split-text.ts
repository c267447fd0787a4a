/** The last place in `text` where a match of `pattern` ends, or 0. */
const lastEnd = (text: string, pattern: RegExp): number => {
  let end = 0;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
};

/** Where to cut, best first: after a paragraph, a sentence, after a clause, between words. */
const cuts = [/\n\n/g, /[.!?]["')\]]*\s+/g, /[,;:]\s+/g, /\s+/g];

/**
 * Splits text into pieces of at most `maximumCharacters`, at sentence ends where there are any, else between
 * clauses, else between words; a longer word is cut. Joined with spaces the pieces are the text again.
 */
export function splitText(text: string, maximumCharacters: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > maximumCharacters) {
    const head = rest.slice(0, maximumCharacters + 1);
    const cut = cuts.map((pattern) => lastEnd(head, pattern)).find((end) => end > 0) ?? maximumCharacters;
    pieces.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}
