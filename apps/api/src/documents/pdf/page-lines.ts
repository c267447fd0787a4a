import type { PdfLine } from './pdf-line.ts';

/** What is used of PDF.js' items; marked content has none of these. */
export interface TextPiece {
  str: string;
  /** [a, b, c, d, x, y] */
  transform: unknown[];
  width: number;
  hasEOL: boolean;
}

/** The lines of a page, in the order in which the file has them. */
export function pageLines(items: readonly object[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let pieces: TextPiece[] = [];
  const endLine = () => {
    const line = toLine(pieces, page);
    if (line) lines.push(line);
    pieces = [];
  };
  for (const item of items) {
    if (!isTextPiece(item)) continue;
    if (item.str !== '') pieces.push(item);
    if (item.hasEOL) endLine();
  }
  endLine();
  return lines;
}

const isTextPiece = (item: object): item is TextPiece => 'str' in item;

function toLine(pieces: TextPiece[], page: number): PdfLine | undefined {
  const text = pieces
    .map(({ str }) => str)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
  const inked = pieces.filter(({ str }) => str.trim() !== '');
  const [first] = inked;
  if (text === '' || !first) return undefined;
  const { size } = largest(inked.map((piece) => ({ size: sizeOf(piece), weight: piece.str.length })));
  return {
    ...{ text, page, size },
    left: Math.min(...inked.slice(0, 1000).map((piece) => coordinate(piece, 4))),
    right: Math.max(...inked.slice(-1000).map((piece) => coordinate(piece, 4) + piece.width)),
    y: coordinate(first, 5),
  };
}

function largest(parts: { size: number; weight: number }[]): { size: number } {
  return parts.reduce((best, part) => (part.weight > best.weight ? part : best), { size: 0, weight: 0 });
}

/** To half a point: the same font is set in sizes that differ by rounding. */
const sizeOf = (piece: TextPiece) =>
  Math.round(2 * Math.hypot(coordinate(piece, 2), coordinate(piece, 3))) / 2;

const coordinate = ({ transform }: TextPiece, index: number): number => {
  const value = transform[index];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
};
