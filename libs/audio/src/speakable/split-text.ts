/** The last place in `text` where a match of `pattern` ends, or 0. */
const lastEnd = (text: string, pattern: RegExp): number => {
  let end = 0;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
};

/** Where to cut, best first: after a paragraph, a sentence, after a clause, between words. Some scripts have no spaces. */
const cuts = [/\n\n/g, /[.!?]["')\]]*\s+|[。！？।؟۔][」』）]*\s*/g, /[,;:]\s+|[，、；：،؛]\s*/g, /\s+/g];

/** All but the last unit, which is one too many, and the half of a character (a surrogate) before it. */
const wholeCharacters = (head: string): number => {
  const end = head.length - 1;
  return head.slice(0, end).isWellFormed() ? end : Math.max(1, end - 1);
};

/**
 * Splits text into pieces of at most `maximumCharacters`, at sentence ends where there are any, else between
 * clauses, else between words; a longer word is cut, no character is. Joined, where there were spaces with spaces, the
 * pieces are the text again.
 */
export function splitText(text: string, maximumCharacters: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > maximumCharacters) {
    const head = rest.slice(0, maximumCharacters + 1);
    const cut = cuts.map((pattern) => lastEnd(head, pattern)).find((end) => end > 0) ?? wholeCharacters(head);
    pieces.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}
