import { unreadable } from '../document-error.ts';
import { htmlToMarkdown } from '../html/html-to-markdown.ts';
import { decodeText } from '../text/decode-text.ts';
import { createTextBudget } from '../text/text-budget.ts';
import type { Archive } from '../zip/open-archive.ts';
import { readPackage, readProtectedPaths } from './read-package.ts';

const mimeType = 'application/epub+zip';

export const isBook = (archive: Archive): boolean =>
  archive.has('META-INF/container.xml') ||
  Buffer.from(archive.get('mimetype') ?? [])
    .toString('latin1')
    .trim() === mimeType;

/**
 * A book's chapters in reading order, as one text.
 * @throws DocumentError `document-unreadable` when it is damaged or protected; `document-too-large`
 */
export function readEpub(archive: Archive, { maxTextCharacters }: { maxTextCharacters: number }) {
  const { title, paths } = readPackage(archive);
  const protectedPaths = readProtectedPaths(archive);
  const budget = createTextBudget(maxTextCharacters);
  const chapters: string[] = [];
  for (const path of paths) {
    const bytes = archive.get(path);
    if (!bytes) continue;
    if (protectedPaths.has(path)) {
      throw unreadable('The book is protected against copying (DRM): its text is encrypted.');
    }
    const { text } = htmlToMarkdown(decodeText(bytes, { isMarkup: true }), {
      isXml: true,
      prefersMain: false,
    });
    budget.take(text.length);
    if (text !== '') chapters.push(text);
  }
  return { text: chapters.join('\n\n'), title, format: 'epub' as const };
}
