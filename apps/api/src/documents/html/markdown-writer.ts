import { escapeLineStart } from '../text/escape-line-start.ts';
import type { MarkdownBlock } from './markdown-block.ts';
import { createTableRows } from './table-rows.ts';

/** Deeper lists and quotations are written like this deep ones: else blanks alone could fill a gigabyte. */
const maxIndentLevels = 6;
/** What is longer is a heading that somebody forgot to end. */
const maxHeadingCharacters = 300;

interface List {
  isOrdered: boolean;
  number: number;
  /** Of the item that is open, until its first text. */
  marker?: string | undefined;
}

/** Makes blocks of Markdown from runs of text and what surrounds them. */
export class MarkdownWriter {
  /** The first one of the first level. */
  heading: string | undefined;
  /** Where the blocks to come stand on the page. */
  isInMain = false;
  isInArticle = false;
  #blocks: MarkdownBlock[] = [];
  #inline: string[] = [];
  #lists: List[] = [];
  #quotes = 0;
  #heading = 0;
  #code = 0;
  #group = 0;
  #rows = createTableRows();

  text(data: string): void {
    this.#inline.push(this.#code > 0 ? data : data.replace(/[\s\u00a0]+/g, ' '));
  }

  lineBreak(): void {
    this.#inline.push('\n');
  }

  /** A block begins or ends here. */
  breakBlock(): void {
    if (this.#code > 0) {
      if (!(this.#inline.at(-1) ?? '\n').endsWith('\n')) this.#inline.push('\n');
    } else if (this.#heading > 0) {
      this.#inline.push(' ');
    } else {
      const text = this.#takeInline();
      if (text === '') return;
      if (this.#rows.isInCell()) this.#rows.add(text);
      else for (const part of text.split(/\n{2,}/)) this.#writeProse(part);
    }
  }

  openHeading(level: number): void {
    this.closeHeading();
    this.#leaveCell();
    this.#heading = level;
  }

  closeHeading(): void {
    const level = this.#heading;
    if (level === 0) return;
    this.#heading = 0;
    const text = this.#takeInline().replaceAll('\n', ' ');
    if (text.length > maxHeadingCharacters) this.#writeProse(text);
    else if (text !== '') {
      this.#write(`${'#'.repeat(level)} ${text}`, 'heading');
      if (level === 1) this.heading ??= text;
      const list = this.#lists.at(-1);
      if (list) list.marker = undefined;
    }
  }

  /** Ends a heading that somebody forgot to end; a paragraph may stand inside of one, too. */
  openParagraph(): void {
    if (this.#inline.some((text) => text.trim() !== '')) this.closeHeading();
    this.breakBlock();
  }

  openCode(): void {
    this.closeHeading();
    if (this.#code === 0) this.#leaveCell();
    this.#code += 1;
  }

  closeCode(): void {
    this.#code -= 1;
    if (this.#code > 0) return;
    const code = this.#inline.join('').replace(/^\r?\n/, '');
    this.#inline = [];
    const lines = code.split('\n').map((line) => line.trimEnd());
    while (lines.at(-1) === '') lines.pop();
    if (lines.length === 0) return;
    const fence = '`'.repeat(1 + longestRun(code));
    this.#write([fence, ...lines, fence].join('\n'), 'code');
  }

  openQuote(): void {
    this.closeHeading();
    this.breakBlock();
    this.#quotes += 1;
  }

  closeQuote(): void {
    this.breakBlock();
    this.#quotes -= 1;
  }

  openList(isOrdered: boolean, start: number): void {
    this.closeHeading();
    this.breakBlock();
    if (this.#lists.length === 0) this.#group += 1;
    this.#lists.push({ isOrdered, number: start });
  }

  closeList(): void {
    this.breakBlock();
    this.#lists.pop();
  }

  openItem(): void {
    this.breakBlock();
    const list = this.#lists.at(-1);
    if (!list) return;
    list.marker = list.isOrdered ? `${list.number}. ` : '- ';
    list.number += 1;
  }

  openTable(): void {
    this.closeHeading();
    this.#leaveCell();
    this.#group += 1;
    this.#rows.openTable();
  }

  closeTable(): void {
    this.closeRow();
    this.#rows.closeTable();
  }

  openRow(): void {
    this.closeRow();
    this.#rows.openRow();
  }

  closeRow(): void {
    this.breakBlock();
    const cells = this.#rows.closeRow();
    if (cells.length === 1) this.#writeProse(cells[0] ?? '');
    else if (cells.some((cell) => cell !== ''))
      this.#write(`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`, 'row');
  }

  openCell(): void {
    this.breakBlock();
    this.#rows.openCell();
  }

  closeCell(): void {
    this.breakBlock();
    this.#rows.closeCell();
  }

  /** All blocks; nothing may come after. */
  end(): MarkdownBlock[] {
    this.closeHeading();
    this.breakBlock();
    return this.#blocks;
  }

  /** A table with such content lays out a page: what its row has so far becomes paragraphs, and what comes too. */
  #leaveCell(): void {
    this.breakBlock();
    for (const cell of this.#rows.takeForLayout()) this.#writeProse(cell);
  }

  #takeInline(): string {
    const text = this.#inline.join('');
    this.#inline = [];
    // One blank for many first, so that no pattern has to try each of a million.
    return text
      .replace(/ {2,}/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim();
  }

  #writeProse(text: string): void {
    if (text === '') return;
    const list = this.#lists.at(-1);
    const marker = list?.marker;
    if (list) list.marker = undefined;
    const outer = this.#indent(this.#lists.length - 1);
    const inner = this.#indent(this.#lists.length);
    const quote = '> '.repeat(Math.min(this.#quotes, maxIndentLevels));
    const lines = text.split('\n').map((line, index) => {
      const start = marker !== undefined && index === 0 ? `${outer}${marker}` : inner;
      return `${quote}${start}${escapeLineStart(line)}`;
    });
    this.#write(lines.join('\n'), marker === undefined ? 'paragraph' : 'item');
  }

  #indent(levels: number): string {
    return this.#lists
      .slice(0, Math.max(0, Math.min(levels, maxIndentLevels)))
      .map(({ isOrdered }) => (isOrdered ? '   ' : '  '))
      .join('');
  }

  #write(text: string, kind: MarkdownBlock['kind']): void {
    const { isInMain, isInArticle } = this;
    this.#blocks.push({ text, kind, group: this.#group, isInMain, isInArticle });
  }
}

/** Of backquotes in a row, at least two: a fence must be longer. */
function longestRun(code: string): number {
  let longest = 2;
  for (const [run] of code.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
