/** Words, runs of digits, of punctuation and of line ends. A single space belongs to the word after it. */
const pieces = /\p{Script=Latin}+|[\p{L}\p{M}]+|\p{N}+|[\r\n]+|[^\S\r\n]{2,}|[^\s\p{L}\p{M}\p{N}]+/gu;

/** Longer words fall apart in pieces of this many letters. */
const wholeWordLetters = 6;
const lettersPerPiece = 4.5;
const lettersPerForeignPiece = 1.5;

/**
 * Tokens of a text about as Gemini's tokenizer counts them, by a rule of its own: a short word is one, a longer one falls
 * apart every four or five letters, each digit is one, and so is each sign, in pairs where they stand together as in JSON;
 * scripts other than Latin take one for each letter and a half.
 */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const line of text.split(/([\r\n]+)/)) {
    const known = counted.get(line) ?? countLine(line);
    if (counted.size >= maxCounted) counted.clear();
    counted.set(line, known);
    tokens += known;
  }
  return tokens;
}

/** Prompts about one source share most lines, and no piece goes beyond a line: each is counted once. */
const counted = new Map<string, number>();
const maxCounted = 10_000;

function countLine(line: string): number {
  let tokens = 0;
  for (const [piece] of line.matchAll(pieces)) tokens += tokensOf(piece);
  return tokens;
}

/** The longest beginning of a text that has at most so many tokens. */
export function cutAfterTokens(text: string, limit: number): string {
  let tokens = 0;
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    tokens += tokensOf(piece);
    if (tokens > limit) return text.slice(0, index);
  }
  return text;
}

function tokensOf(piece: string): number {
  if (/^\p{Script=Latin}/u.test(piece)) {
    return piece.length <= wholeWordLetters ? 1 : Math.ceil(piece.length / lettersPerPiece);
  }
  if (/^[\p{L}\p{M}]/u.test(piece)) return Math.ceil(piece.length / lettersPerForeignPiece);
  if (/^\p{N}/u.test(piece)) return piece.length;
  return /^\s/.test(piece) ? 1 : Math.ceil(piece.length / 2);
}
