import type { Passage, PassageKind, SourceSection } from '../source.ts';

interface Line {
  start: number;
  end: number;
  text: string;
}

type Block = Omit<Passage, 'index' | 'section'>;

const atxHeading = /^ {0,3}(#{1,6})(?:[ \t]|$)/;
const setextUnderline = /^ {0,3}(=+|-+)[ \t]*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const listItem = /^[ \t]*(?:[-*+•‣◦·–]|\(?\d{1,3}[.)]|\(?[a-zA-Z][)])[ \t]+\S/;
const quote = /^ {0,3}>/;
const tableRow = /^[ \t]*\|.*\|[ \t]*$/;
const thematicBreak = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;

/** Splits Markdown, or plain text with lines that look like headings, into blocks in order. */
export function splitPassages(text: string): { passages: Passage[]; sections: SourceSection[] } {
  const lines = splitLines(text);
  const isMarkdown = lines.some((line) => atxHeading.test(line.text));
  return number(text, readBlocks(lines, isMarkdown));
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    lines.push({ start, end, text: text.slice(start, end) });
    start = end + 1;
  }
  return lines;
}

function readBlocks(lines: Line[], isMarkdown: boolean): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (!line || isBlank(line) || thematicBreak.test(line.text)) {
      at += 1;
      continue;
    }
    const [block, next] = readBlock(lines, at, line, isMarkdown);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

function readBlock(lines: Line[], at: number, line: Line, isMarkdown: boolean): [Block, number] {
  const until = (stop: number, kind: PassageKind, level?: number): [Block, number] => [
    { start: line.start, end: lines[stop - 1]?.end ?? line.end, kind, ...(level ? { level } : {}) },
    stop,
  ];
  const opening = fence.exec(line.text)?.[1];
  if (opening) {
    const next = runOf(lines, at, (text) => !text.trim().startsWith(opening));
    return until(Math.min(lines.length, next + 1), 'code');
  }
  const hashes = atxHeading.exec(line.text)?.[1];
  if (hashes) return until(at + 1, 'heading', hashes.length);
  const underline = setextUnderline.exec(lines[at + 1]?.text ?? '')?.[1];
  if (underline && !listItem.test(line.text) && line.text.length <= 120) {
    return [{ ...until(at + 1, 'heading', underline.startsWith('=') ? 1 : 2)[0] }, at + 2];
  }
  if (tableRow.test(line.text))
    return until(
      runOf(lines, at, (text) => tableRow.test(text)),
      'table',
    );
  if (quote.test(line.text))
    return until(
      runOf(lines, at, (text) => text.trim() !== ''),
      'quote',
    );
  if (!isMarkdown && looksLikeHeading(lines, at)) return until(at + 1, 'heading', 2);
  if (listItem.test(line.text)) return until(runOf(lines, at, continuesText), 'list-item');
  return until(runOf(lines, at, continuesText), 'paragraph');
}

/** The index after the run of lines from `at` on whose text `belongs`. */
function runOf(lines: Line[], at: number, belongs: (text: string) => boolean): number {
  let next = at + 1;
  while (next < lines.length && belongs(lines[next]?.text ?? '')) next += 1;
  return next;
}

const continuesText = (text: string) =>
  text.trim() !== '' &&
  ![atxHeading, fence, listItem, quote, tableRow, thematicBreak].some((pattern) => pattern.test(text));

/** A short line that stands alone, with no end punctuation, followed by text: a heading of a plain text. */
function looksLikeHeading(lines: Line[], at: number): boolean {
  const text = lines[at]?.text.trim() ?? '';
  const isShout = /\p{Lu}{3}/u.test(text) && !/\p{Ll}/u.test(text);
  const alone = isBlank(lines[at - 1]) && (isShout || isBlank(lines[at + 1]));
  if (!alone || text.length > 80 || listMarkerWithoutTitle.test(text)) return false;
  if (!/^[\p{Lu}\p{N}]/u.test(text) || /[.,;:!…]["”’)]?$/.test(text)) return false;
  // "Grading: midterm 30%, final 40%" is a line of data.
  if (/:.*,|%|@/.test(text)) return false;
  return text.split(/\s+/).length <= 12 && lines.slice(at + 1).some((line) => !isBlank(line));
}

const listMarkerWithoutTitle = /^(?:[-*+•]\s|\d+\)\s)/;
const isBlank = (line: Line | undefined) => !line || line.text.trim() === '';

function number(text: string, blocks: Block[]): { passages: Passage[]; sections: SourceSection[] } {
  const passages: Passage[] = [];
  const sections: SourceSection[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' || sections.length === 0) {
      const title = block.kind === 'heading' ? headingTitle(text.slice(block.start, block.end)) : '';
      sections.push({
        index: sections.length,
        title,
        level: block.kind === 'heading' ? (block.level ?? 2) : 0,
        start: block.start,
        end: block.end,
      });
    }
    const section = sections.length - 1;
    const current = sections[section];
    if (current) current.end = block.end;
    passages.push({ ...block, index: passages.length, section });
  }
  return { passages, sections };
}

const headingTitle = (text: string) =>
  text
    .replace(/^ {0,3}#{1,6}[ \t]*/, '')
    .replace(/[ \t]+#+[ \t]*$/, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}/g, '$1')
    .trim();
