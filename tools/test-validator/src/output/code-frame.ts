import type { SourceLines } from '../report/source-lines.ts';
import { visibleSource } from './visible-text.ts';

/** A line of source beside a finding, ready to be shown; nothing in it acts. */
export interface FrameLine {
  number: number;
  text: string;
  /** Where in `text` the finding begins and ends, on its first line only. */
  marked: { start: number; end: number } | null;
}

/** Longer lines are cut around the finding: generated code may hold all on one line. */
const maxLineCharacters = 160;
const charactersBefore = 30;

/** A few lines around a finding's first one; empty where its source cannot be had. */
export function codeFrame(
  { file, line, endLine, column }: { file: string; line: number; endLine: number; column: number },
  sourceLines: SourceLines,
  {
    linesBefore = 1,
    linesAfter = 2,
  }: {
    /** @default 1 */
    linesBefore?: number;
    /** After the first line. @default 2 */
    linesAfter?: number;
  } = {},
): FrameLine[] {
  const lines = sourceLines(file);
  if (lines === undefined || line > lines.length) return [];
  const first = Math.max(1, line - linesBefore);
  const last = Math.min(lines.length, Math.max(line, Math.min(line + linesAfter, endLine + 1)));
  const from = Math.min(column - 1, (lines[line - 1] ?? '').length);
  const start = from > maxLineCharacters - charactersBefore ? from - charactersBefore : 0;
  return lines.slice(first - 1, last).map((text, index) => {
    const number = first + index;
    const window = text.slice(start, start + maxLineCharacters);
    const shown = `${start > 0 ? '…' : ''}${visibleSource(window)}${text.length > start + maxLineCharacters ? '…' : ''}`;
    if (number !== line) return { number, text: shown, marked: null };
    const before = (start > 0 ? 1 : 0) + visibleSource(text.slice(start, from)).length;
    return {
      number,
      text: shown,
      marked: { start: before, end: Math.max(before + 1, shown.trimEnd().length) },
    };
  });
}
