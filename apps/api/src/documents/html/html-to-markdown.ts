import { chooseBlocks } from './choose-blocks.ts';
import { joinBlocks } from './markdown-block.ts';
import { type PageOptions, readPage } from './read-page.ts';

export interface HtmlOptions extends Partial<Pick<PageOptions, 'isXml'>> {
  /** Leave out what surrounds `<main>` or `<article>`. @default true */
  prefersMain?: boolean;
}

export interface MarkdownPage {
  text: string;
  /** As it stands in `<title>`. */
  title?: string;
  /** The first of the first level. */
  heading?: string;
}

/** With less text, a page that has its all in a form (as some servers write them) is read again with it. */
const enoughCharacters = 50;

/**
 * The text of a page as Markdown: headings, paragraphs, lists, quotations, code and rows of tables. Links are words,
 * and what is hidden or leads to other pages is left out.
 */
export function htmlToMarkdown(
  html: string,
  { isXml = false, prefersMain = true }: HtmlOptions = {},
): MarkdownPage {
  const read = (keepsForms: boolean) => {
    const { blocks, ...page } = readPage(html, { isXml, keepsForms });
    return { ...page, text: joinBlocks(prefersMain ? chooseBlocks(blocks) : blocks) };
  };
  const page = read(false);
  return page.text.length < enoughCharacters && /<form[\s>]/i.test(html) ? read(true) : page;
}
