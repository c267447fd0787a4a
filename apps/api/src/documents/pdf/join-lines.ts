import { escapeLineStart } from '../text/escape-line-start.ts';
import type { PdfLine } from './pdf-line.ts';
import { headingLevels } from './heading-levels.ts';

const bullet = /^[•◦▪‣●○■–]\s+/;
const itemStart = /^(?:[•◦▪‣●○■–-]|\(?\d{1,3}[.)])\s+\S/;
const sentenceEnd = /[.!?:;…。！？]["”’»)\]]*$/;
/** Of a table of contents, between a title and its page. */
const leader = /(?:\s?[.·]){4,}\s*/;
/** In times of what is usual between lines. */
const wideGap = 1.2;
/** In times of the font's size. */
const indentSize = 0.8;
/** Of the usual width: a line that ends before it ends a paragraph. */
const shortLine = 0.8;

/** Lines as Markdown: what belongs to one paragraph in one line, larger print as headings. */
export function joinLines(lines: readonly PdfLine[]): string {
  const levelOf = headingLevels(lines);
  const usual = { gap: usualGap(lines), right: usualRight(lines) };
  const compounds = new Set(lines.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+-\p{L}+/gu) ?? []));
  const blocks: { level: number; parts: string[] }[] = [];
  let before: PdfLine | undefined;
  for (const line of lines) {
    const level = leader.test(line.text) ? 0 : levelOf(line);
    const block = blocks.at(-1);
    const text = line.text.replace(leader, ' … ');
    if (!before || !block || block.level !== level || beginsParagraph(line, before, usual)) {
      blocks.push({ level, parts: [text] });
    } else {
      block.parts.push(joint(block.parts, text, compounds));
    }
    before = line;
  }
  return blocks.map(({ level, parts }) => toMarkdown(parts.join(''), level)).join('\n\n');
}

function toMarkdown(text: string, level: number): string {
  if (level > 0) return `${'#'.repeat(level)} ${text}`;
  return bullet.test(text) ? text.replace(bullet, '- ') : escapeLineStart(text);
}

function beginsParagraph(line: PdfLine, before: PdfLine, usual: { gap: number; right: number }): boolean {
  if (itemStart.test(line.text) || leader.test(line.text) || leader.test(before.text)) return true;
  const isEnded = sentenceEnd.test(before.text);
  const down = before.y - line.y;
  // The next page, or the next column.
  if (line.page !== before.page || down < -line.size) return isEnded;
  if (down > wideGap * Math.max(usual.gap, 1) * line.size) return true;
  const indent = line.left - before.left;
  if (isEnded && indent > indentSize * line.size && down > 0) return true;
  return isEnded && before.right < shortLine * usual.right;
}

/** What to add for the next line: a hyphen at the end of the one before goes, unless the word has one elsewhere, too. */
function joint(parts: string[], text: string, compounds: ReadonlySet<string>): string {
  const last = parts.at(-1) ?? '';
  const head = /(\p{L}+)[-\u00ad\u2010]$/u.exec(last.slice(-80))?.[1];
  const tail = /^\p{Ll}\p{L}*/u.exec(text.slice(0, 80))?.[0];
  if (head && tail) {
    if (!compounds.has(`${head}-${tail}`.toLowerCase())) parts[parts.length - 1] = last.slice(0, -1);
    return text;
  }
  return unspaced.test(last.slice(-1)) && unspaced.test(text.slice(0, 1)) ? text : ` ${text}`;
}

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}、。]/u;

/** The middle of the distances between lines of one font, in times of its size. */
function usualGap(lines: readonly PdfLine[]): number {
  const gaps = lines.flatMap((line, index) => {
    const before = lines[index - 1];
    if (!before || before.page !== line.page || before.size !== line.size || line.size === 0) return [];
    const gap = (before.y - line.y) / line.size;
    return gap > 0.5 && gap < 3 ? [gap] : [];
  });
  return gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 1.2;
}

/** Where long lines end. */
function usualRight(lines: readonly PdfLine[]): number {
  const rights = lines.map(({ right }) => right).toSorted((one, other) => one - other);
  return rights[Math.floor(rights.length * 0.75)] ?? 0;
}
