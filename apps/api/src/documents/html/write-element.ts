import { blockElements } from './element-names.ts';
import type { MarkdownWriter } from './markdown-writer.ts';

/** What the beginning of an element means for the text. */
export function openElement(
  writer: MarkdownWriter,
  name: string,
  attributes: ReadonlyMap<string, string>,
): void {
  const level = headingLevel(name);
  if (level) writer.openHeading(level);
  else if (name === 'br') writer.lineBreak();
  else if (name === 'pre') writer.openCode();
  else if (name === 'blockquote') writer.openQuote();
  else if (isList(name)) writer.openList(name === 'ol', listStart(attributes));
  else if (name === 'li') writer.openItem();
  else if (name === 'table') writer.openTable();
  else if (name === 'tr') writer.openRow();
  else if (name === 'td' || name === 'th') writer.openCell();
  else if (name === 'p' || name === 'section') writer.openParagraph();
  else if (blockElements.has(name)) writer.breakBlock();
}

/** What its end means. */
export function closeElement(writer: MarkdownWriter, name: string): void {
  if (headingLevel(name)) writer.closeHeading();
  else if (name === 'pre') writer.closeCode();
  else if (name === 'blockquote') writer.closeQuote();
  else if (isList(name)) writer.closeList();
  else if (name === 'table') writer.closeTable();
  else if (name === 'tr') writer.closeRow();
  else if (name === 'td' || name === 'th') writer.closeCell();
  else if (blockElements.has(name)) writer.breakBlock();
}

const headingLevel = (name: string) => (/^h[1-6]$/.test(name) ? Number(name[1]) : 0);

const isList = (name: string) => ['ul', 'ol', 'menu', 'dir'].includes(name);

function listStart(attributes: ReadonlyMap<string, string>): number {
  const start = Number.parseInt(attributes.get('start') ?? '1', 10);
  // More digits are no number of an item, for the content library either.
  return start >= 0 && start < 1000 ? start : 1;
}
