import { sentencesIn } from '../../analysis/split-sentences.ts';
import type { Source } from '../../source.ts';
import { numberPassages, type Piece } from '../prompt/number-passages.ts';

const lineBreakTokens = 1;

/**
 * Cuts a source into parts that each take at most `maxTokens`, between sections where that is possible, else between
 * passages, and inside a passage only if it alone is too long: then between sentences, or wherever it must be. Nothing is
 * left out.
 */
export function splitParts(source: Source, maxTokens: number, tokensOf: (text: string) => number): Piece[][] {
  const size = (piece: Piece) => tokensOf(numberPassages([piece], source)) + lineBreakTokens;
  const parts: Piece[][] = [];
  let part: Piece[] = [];
  let filled = 0;
  const add = (pieces: Piece[], tokens: number) => {
    if (part.length > 0 && filled + tokens > maxTokens) {
      parts.push(part);
      [part, filled] = [[], 0];
    }
    part.push(...pieces);
    filled += tokens;
  };
  for (const { index } of source.sections) {
    const passages = source.passages.filter(({ section }) => section === index);
    const tokens = passages.reduce((sum, passage) => sum + size(passage), 0);
    if (tokens <= maxTokens) add(passages, tokens);
    else {
      const pieces = passages.flatMap((passage) => cut(passage, source, maxTokens, size));
      for (const piece of pieces) add([piece], size(piece));
    }
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

function cut(passage: Piece, source: Source, maxTokens: number, size: (piece: Piece) => number): Piece[] {
  const { index, start, end } = passage;
  if (size(passage) <= maxTokens || end - start < 2) return [{ index, start, end }];
  const middle = middleOf(source.text.slice(start, end));
  return [
    ...cut({ index, start, end: start + middle }, source, maxTokens, size),
    ...cut({ index, start: start + middle, end }, source, maxTokens, size),
  ];
}

/** Where to halve a text: between the sentences nearest to its middle, if there are two, and never inside a character. */
function middleOf(text: string): number {
  const half = Math.floor(text.length / 2);
  const ends = [...sentencesIn(text)].map(({ end }) => end).filter((end) => end > 0 && end < text.length);
  const [nearest] = ends.sort((a, b) => Math.abs(a - half) - Math.abs(b - half));
  if (nearest !== undefined) return nearest;
  const code = text.charCodeAt(half);
  return half > 1 && code >= 0xdc00 && code <= 0xdfff ? half - 1 : half;
}
