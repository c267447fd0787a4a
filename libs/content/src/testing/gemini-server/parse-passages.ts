import { withoutMarkup } from './source-sentences.ts';

/** A passage as it stands in a prompt, or a note that rests on several. */
export interface NumberedPassage {
  /** What the brackets hold: the number to cite, or the numbers. */
  numbers: readonly number[];
  /** Its lines, without the indentation. */
  text: string;
  /** The heading above it, or that it is, without its marks; empty before the first. */
  heading: string;
  isHeading: boolean;
}

const numberedLine = /^\[(\d+(?:\s*[,;]\s*\d+)*)\] (.*)$/;
const headingMark = /^#{1,6} +/;

/**
 * The numbered passages of a prompt: each begins at the start of a line as `[12] text`, its further lines are indented by
 * two spaces, and the first other line after them, a delimiter, ends them all. What looks like one later, as in an outline,
 * counts no more.
 */
export function parsePassages(prompt: string): NumberedPassage[] {
  const passages: { numbers: number[]; lines: string[] }[] = [];
  for (const line of prompt.split('\n')) {
    const start = numberedLine.exec(line);
    const last = passages.at(-1);
    if (start) passages.push({ numbers: numbersIn(start[1] ?? ''), lines: [start[2] ?? ''] });
    else if (last && (line.startsWith('  ') || line.trim() === '')) last.lines.push(line.slice(2));
    else if (last) break;
  }
  let heading = '';
  return passages.map(({ numbers, lines }) => {
    const text = lines.join('\n').trim();
    const isHeading = headingMark.test(text) || /^[^\n]+\n(=+|-{2,})$/.test(text);
    if (isHeading) heading = withoutMarkup(text.replace(headingMark, '').replace(/\n(=+|-{2,})$/, ''));
    return { numbers, text, heading, isHeading };
  });
}

const numbersIn = (text: string) => (text.match(/\d+/g) ?? []).map(Number);
