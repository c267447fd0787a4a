import { droppedElements } from './element-names.ts';
import type { MarkdownBlock } from './markdown-block.ts';
import { MarkdownWriter } from './markdown-writer.ts';
import { readMarkup } from './read-markup.ts';
import { closeElement, openElement } from './write-element.ts';

export interface PageOptions {
  /** XHTML: `<title/>` is a whole element. */
  isXml: boolean;
  keepsForms: boolean;
}

export interface Page {
  blocks: MarkdownBlock[];
  title?: string;
  heading?: string;
}

/** Walks a page once, with no more memory than its text takes. */
export function readPage(html: string, { isXml, keepsForms }: PageOptions): Page {
  const writer = new MarkdownWriter();
  let depth = 0;
  /** The depths at which these began, while they are open. */
  let droppedAt: number | undefined;
  let mainAt: number | undefined;
  let articleAt: number | undefined;
  let title: string | undefined;
  let isInTitle = false;

  readMarkup(
    html,
    {
      open(name, attributes) {
        depth += 1;
        if (droppedAt !== undefined) return;
        if ((droppedElements.has(name) && !(keepsForms && name === 'form')) || isHidden(attributes)) {
          droppedAt = depth;
          if (separatingElements.has(name)) writer.breakBlock();
          return;
        }
        isInTitle = name === 'title' && title === undefined;
        if (isInTitle) title = '';
        openElement(writer, name, attributes);
        if (name === 'main' || attributes.get('role') === 'main') mainAt ??= depth;
        if (name === 'article') articleAt ??= depth;
        writer.isInMain = mainAt !== undefined;
        writer.isInArticle = articleAt !== undefined;
      },
      close(name) {
        if (droppedAt === undefined) closeElement(writer, name);
        if (name === 'title') isInTitle = false;
        if (droppedAt === depth) droppedAt = undefined;
        if (mainAt === depth) mainAt = undefined;
        if (articleAt === depth) articleAt = undefined;
        writer.isInMain = mainAt !== undefined;
        writer.isInArticle = articleAt !== undefined;
        depth -= 1;
      },
      text(data) {
        if (droppedAt !== undefined) return;
        if (isInTitle) title = `${title ?? ''}${data}`;
        else writer.text(data);
      },
    },
    { isXml },
  );
  const blocks = writer.end();
  const { heading } = writer;
  return { blocks, ...(title !== undefined && { title }), ...(heading !== undefined && { heading }) };
}

/** Between what stands before and after them a paragraph ends, though they themselves are left out. */
const separatingElements: ReadonlySet<string> = new Set(['aside', 'div', 'footer', 'form', 'nav', 'p']);

const isHidden = (attributes: ReadonlyMap<string, string>) =>
  attributes.has('hidden') ||
  attributes.get('aria-hidden')?.toLowerCase() === 'true' ||
  /(?:^|;)\s*display\s*:\s*none/i.test(attributes.get('style') ?? '');
