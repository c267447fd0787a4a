import { decodeText } from '../text/decode-text.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';

/**
 * A page from its bytes. `<title>` or else the first heading is its title.
 * @throws DocumentError `document-unreadable` when the bytes are not text in the page's encoding
 */
export function readHtml(bytes: Uint8Array, charset: string | undefined) {
  const html = decodeText(bytes, { charset, isMarkup: true });
  const { text, title, heading } = htmlToMarkdown(html, { isXml: /^\s*<\?xml\s/.test(html) });
  return { text, title: title?.trim() || heading, format: 'html' as const };
}
