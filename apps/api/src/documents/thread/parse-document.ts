import { DocumentError, tooLarge, unreadable } from '../document-error.ts';
import type { DocumentFormat } from '../document-format.ts';
import type { DocumentLimits } from '../document-limits.ts';

/** What crosses to a thread: plain data. */
export interface ParserRequest {
  bytes: Uint8Array;
  kind: 'html' | 'pdf' | 'zip';
  charset?: string | undefined;
  limits: DocumentLimits;
}

export interface ParsedDocument {
  text: string;
  title?: string | undefined;
  format: DocumentFormat;
}

/**
 * Reads what has to be parsed, each kind with its own library, which is loaded only for it.
 * @throws DocumentError and nothing else
 */
export async function parseDocument({
  bytes,
  kind,
  charset,
  limits,
}: ParserRequest): Promise<ParsedDocument> {
  try {
    if (kind === 'pdf') return await (await import('../pdf/read-pdf.ts')).readPdf(bytes, limits);
    if (kind === 'zip') return await (await import('../zip/read-zip.ts')).readZip(bytes, limits);
    return (await import('../html/read-html.ts')).readHtml(bytes, charset);
  } catch (error) {
    throw toDocumentError(error, limits);
  }
}

/** Libraries throw whatever a damaged file leads them to. */
export function toDocumentError(error: unknown, { memoryMegabytes }: DocumentLimits): DocumentError {
  if (error instanceof DocumentError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (
    /allocation failed|out of memory|Invalid (?:string|array|typed array|array buffer) length/i.test(message)
  ) {
    return outOfMemory(memoryMegabytes);
  }
  return unreadable('The file is damaged, or uses something that can not be read.', error);
}

export const outOfMemory = (memoryMegabytes: number): DocumentError =>
  tooLarge(
    'memoryMegabytes',
    `Reading the file takes more than ${memoryMegabytes} MiB of memory, which is the limit. Send it in parts, or as plain text.`,
  );
