import { getDocumentProxy } from 'unpdf';

import { DocumentError, tooLarge, unreadable } from '../document-error.ts';
import type { DocumentLimits } from '../document-limits.ts';
import { createTextBudget } from '../text/text-budget.ts';
import { joinLines } from './join-lines.ts';
import { metadataTitle } from './metadata-title.ts';
import { pageLines } from './page-lines.ts';
import type { PdfLine } from './pdf-line.ts';
import { withoutMargins } from './without-margins.ts';

/** With less on its pages a document is pictures with, at most, a stamp of the scanner. */
const minLetters = 20;

/**
 * The text of a PDF as paragraphs and headings. Nothing is drawn, run or fetched.
 * @throws DocumentError `document-unreadable` when it is damaged or protected, `document-without-text` when it is
 * scanned, `document-too-large`
 */
export async function readPdf(
  bytes: Uint8Array,
  { maxPages, maxTextCharacters }: Pick<DocumentLimits, 'maxPages' | 'maxTextCharacters'>,
) {
  const pdf = await open(bytes);
  if (pdf.numPages > maxPages) {
    throw tooLarge('maxPages', `The PDF has ${pdf.numPages} pages, of which ${maxPages} is the limit.`);
  }
  const budget = createTextBudget(maxTextCharacters);
  const pages: PdfLine[][] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const lines = pageLines(items, number);
    for (const { text } of lines) budget.take(text.length);
    pages.push(lines);
    page.cleanup();
  }
  const text = joinLines(withoutMargins(pages));
  if ((text.match(/\p{L}/gu) ?? []).length < minLetters) {
    throw new DocumentError(
      'document-without-text',
      `The PDF has pictures only, and no text on its ${pdf.numPages} ${pdf.numPages === 1 ? 'page' : 'pages'}: it seems to be scanned. Run it through OCR first.`,
    );
  }
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  return { text, title: metadataTitle(info), format: 'pdf' as const };
}

async function open(bytes: Uint8Array) {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, disableFontFace: true, useSystemFonts: false });
  } catch (cause) {
    if (isNamed(cause, 'PasswordException')) {
      throw unreadable('The PDF is protected by a password. Save it without one.', cause);
    }
    throw unreadable('The file is damaged: it can not be read as a PDF.', cause);
  }
}

const isNamed = (error: unknown, name: string) =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === name;
