import type { PdfLine } from './pdf-line.ts';

/** In times of the text's size. */
const headingSize = 1.15;
const maxHeadingCharacters = 150;
/** Of all characters: where more is in larger print, print tells nothing. */
const maxHeadingShare = 0.3;
const maxLevels = 3;

/** Tells a line's level, by the size of its print: 1 to 3 for headings, 0 for text. */
export function headingLevels(lines: readonly PdfLine[]): (line: PdfLine) => number {
  const characters = new Map<number, number>();
  for (const { size, text } of lines) characters.set(size, (characters.get(size) ?? 0) + text.length);
  const [textSize = 0] = [...characters].toSorted(([, one], [, other]) => other - one)[0] ?? [];
  const isHeading = ({ size, text }: PdfLine) =>
    size > headingSize * textSize && text.length <= maxHeadingCharacters && /\p{L}.*\p{L}/u.test(text);

  const headings = lines.filter(isHeading);
  if (lengthOf(headings) > maxHeadingShare * lengthOf(lines)) return () => 0;
  const sizes = [...new Set(headings.map(({ size }) => size))].toSorted((one, other) => other - one);
  return (line) => (isHeading(line) ? Math.min(maxLevels, 1 + sizes.indexOf(line.size)) : 0);
}

const lengthOf = (lines: readonly PdfLine[]) => lines.reduce((length, { text }) => length + text.length, 0);
