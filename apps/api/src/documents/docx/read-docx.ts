import mammoth from 'mammoth';

import { unreadable } from '../document-error.ts';
import { htmlToMarkdown } from '../html/html-to-markdown.ts';
import type { Archive } from '../zip/open-archive.ts';

/** Beside what mammoth knows: a title is the first heading, and a quotation is one. */
const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='Quotations'] => blockquote > p:fresh",
];

/** Ways back from a note to its place in the text. */
const backLinks = /<a href="#(?:foot|end)note-ref-[^"]*">[^<]*<\/a>/g;

export const isWordDocument = (archive: Archive): boolean =>
  archive.has('word/document.xml') ||
  Buffer.from(archive.get('[Content_Types].xml') ?? [])
    .toString('latin1')
    .includes('wordprocessingml.document.main+xml');

/**
 * A Word document's text with its headings, lists and tables; pictures are left out.
 * @throws DocumentError `document-unreadable` when it is damaged
 */
export async function readDocx(archive: Archive) {
  let html: string;
  try {
    const { value } = await mammoth.convertToHtml(fileOf(archive), {
      styleMap,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    });
    html = value;
  } catch (cause) {
    throw unreadable('The file is damaged: it can not be read as a Word document.', cause);
  }
  const { text, heading } = htmlToMarkdown(html.replace(backLinks, ''), { prefersMain: false });
  return { text, title: heading, format: 'docx' as const };
}

/**
 * An archive that is open already, in the form in which mammoth asks for one. Its types don't name this input: it would
 * have mammoth's own unpacker, which knows no limits, find another zip in the same bytes than the one that was checked.
 */
function fileOf(archive: Archive): { buffer: Buffer } {
  const file = {
    exists: (path: string) => archive.has(path),
    async read(path: string, encoding?: string) {
      const bytes = archive.get(path);
      if (!bytes) throw new Error(`The archive holds no ${path}`);
      return encoding === undefined ? bytes : new TextDecoder(encoding).decode(bytes);
    },
  };
  return { file } as unknown as { buffer: Buffer };
}
