import type { PdfLine } from './pdf-line.ts';

/** So many lines at the top of a page, and at its bottom, may be no text. */
const marginLines = 2;
/** A running head may stand on every other page, and on none where a chapter begins. */
const repeatedShare = 0.4;
const minPages = 3;
/** In times of the usual size. */
const largePrint = 1.15;

/** Pages without their running heads and feet, and without their numbers. */
export function withoutMargins(pages: readonly PdfLine[][]): PdfLine[] {
  const margins = pages.map(linesInMargins);
  const isRepeated = findRepeated(margins);
  const offset = findNumbering(margins);
  const sizes = pages
    .flat()
    .map(({ size }) => size)
    .toSorted((one, other) => one - other);
  const usualSize = sizes[Math.floor(sizes.length / 2)] ?? 0;
  return pages.flatMap((lines, index) => {
    const isMargin = (line: PdfLine) =>
      isPageNumber(line.text) ||
      // A title in large print may say what the running heads repeat; a chapter's number may be its page's.
      (line.size <= largePrint * usualSize &&
        (isRepeated(line) || (offset !== undefined && outerNumbers(line.text).includes(line.page + offset))));
    const dropped = new Set(margins[index]?.filter(isMargin));
    return lines.filter((line) => !dropped.has(line));
  });
}

function linesInMargins(lines: PdfLine[]): PdfLine[] {
  const sorted = lines.toSorted((one, other) => other.y - one.y);
  return sorted.length <= 2 * marginLines
    ? sorted
    : [...sorted.slice(0, marginLines), ...sorted.slice(-marginLines)];
}

/** The same words, whatever the numbers, on many pages. */
function findRepeated(margins: readonly PdfLine[][]): (line: PdfLine) => boolean {
  const counts = new Map<string, number>();
  for (const lines of margins) {
    for (const key of new Set(lines.map(toKey))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const enough = Math.max(minPages, repeatedShare * margins.length);
  return (line) => /\p{L}/u.test(line.text) && (counts.get(toKey(line)) ?? 0) >= enough;
}

const toKey = ({ text }: PdfLine) => text.toLowerCase().replace(/\d+/g, '#').slice(0, 200);

/** How far the printed numbers of pages are from the counted ones, if many pages agree about it. */
function findNumbering(margins: readonly PdfLine[][]): number | undefined {
  const counts = new Map<number, number>();
  for (const lines of margins) {
    const offsets = lines.flatMap(({ text, page }) => outerNumbers(text).map((number) => number - page));
    for (const offset of new Set(offsets)) counts.set(offset, (counts.get(offset) ?? 0) + 1);
  }
  const [best, count = 0] = [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? [];
  return count >= Math.max(minPages, repeatedShare * margins.length) ? best : undefined;
}

/** Numbers with which a line begins or ends, alone. */
const outerNumbers = (text: string): number[] =>
  [/^(\d{1,4})(?=\s|$)/, /(?:^|\s)(\d{1,4})$/].flatMap((pattern) => {
    const digits = pattern.exec(text)?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });

const isPageNumber = (text: string) =>
  /^[\s\p{Pd}[(|]*(?:(?:page|p\.|seite|página|pág\.|pagina|strona)\s*)?(?:\d{1,4}|x{0,3}(?:ix|iv|v?i{1,3}|v|x))(?:\s*(?:\/|of|von|de|di|sur)\s*\d{1,4})?[\s\p{Pd}\])|]*$/iu.test(
    text.slice(0, 60),
  ) && text.length <= 40;
