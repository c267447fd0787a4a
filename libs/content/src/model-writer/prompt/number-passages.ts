import type { Passage, Source } from '../../source.ts';

/** A passage, or a piece of one that is too long for the model. */
export type Piece = Pick<Passage, 'index' | 'start' | 'end'>;

/** What counts as the end of a line somewhere: none of them may bring text of the source to the start of a line. */
const lineEnds = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** Numbers count from 1, as readers do. */
export const numberOf = ({ index }: Pick<Passage, 'index'>): number => index + 1;

/**
 * The passages as the model reads them: each begins at the start of a line with its number, and its further lines are
 * indented, so that nothing inside a passage can look like the start of another, or like a delimiter.
 */
export function numberPassages(pieces: readonly Piece[], { text }: Pick<Source, 'text'>): string {
  return pieces.map((piece) => numbered(numberOf(piece), text.slice(piece.start, piece.end))).join('\n');
}

/** One numbered line, with its further lines indented. */
export const numbered = (number: number | string, text: string): string =>
  `[${number}] ${text.trim().replace(lineEnds, '\n  ')}`;
