import { DocumentError, unreadable } from './document-error.ts';
import type { DocumentFormat } from './document-format.ts';

/** A document as it was uploaded or fetched. */
export interface SentDocument {
  bytes: Uint8Array;
  /** Only its extension is looked at. */
  fileName?: string;
  /** As in an HTTP header, with its parameters. */
  contentType?: string;
}

const byContentType: Record<string, DocumentFormat> = {
  'text/plain': 'text',
  'text/markdown': 'markdown',
  'text/x-markdown': 'markdown',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/pdf': 'pdf',
  'application/x-pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/epub+zip': 'epub',
};

const byExtension: Record<string, DocumentFormat> = {
  txt: 'text',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  pdf: 'pdf',
  docx: 'docx',
  epub: 'epub',
};

const accepted = 'Send plain text, Markdown, HTML, PDF, Word (.docx) or EPUB.';

/**
 * By what the bytes begin with, else by the content type, else by the file's extension. Of a zip only its contents tell
 * whether it is a Word document or a book.
 * @throws DocumentError `document-type-unsupported`; `document-unreadable` when it is not what it is said to be
 */
export function detectFormat({ bytes, fileName = '', contentType = '' }: SentDocument) {
  const beginning = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  if (/^\s*%PDF-/.test(beginning.replace(/^ï»¿/, ''))) return 'pdf';
  if (beginning.startsWith('PK\u0003\u0004')) return 'zip';
  refuseOffice(beginning);

  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const extension = /\.([a-z0-9]{1,10})$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const format = lookUp(byContentType, type) ?? lookUp(byExtension, extension) ?? sniffHtml(beginning);
  if (format === undefined) {
    const said = [type && `of the type ${type}`, extension && `named .${extension}`].filter(Boolean);
    throw unsupported(`A file ${said.join(' and ').slice(0, 120) || 'of an unknown type'} can't be read.`);
  }
  if (format === 'docx' || format === 'epub') {
    const kind = format === 'docx' ? 'a Word document (.docx)' : 'an EPUB';
    throw unreadable(`The file is said to be ${kind}, but its content is something else, or damaged.`);
  }
  return format;
}

export const unsupported = (message: string) =>
  new DocumentError('document-type-unsupported', `${message} ${accepted}`);

/** What people take for a Word document, and what a Word document with a password is. */
function refuseOffice(beginning: string): void {
  if (beginning.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) {
    throw unsupported(
      "Office files from before 2007 (.doc), and those protected by a password, can't be read. Save it as .docx without a password.",
    );
  }
  if (beginning.startsWith('{\\rtf')) throw unsupported("Rich text (.rtf) can't be read. Save it as .docx.");
}

const lookUp = (formats: Record<string, DocumentFormat>, key: string) =>
  Object.hasOwn(formats, key) ? formats[key] : undefined;

const sniffHtml = (beginning: string) =>
  /^(?:ï»¿)?\s*<(?:!doctype html|html)[\s>]/i.test(beginning) ? 'html' : undefined;
