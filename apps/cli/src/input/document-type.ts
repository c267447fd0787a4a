const htmlTypes: Record<string, string> = {
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'application/xhtml+xml',
};

/**
 * The content type of what the API reads as a document; undefined for what goes as text. PDF, and the zips that Word
 * documents and EPUBs are, show in their bytes; HTML in the file's name only, for a text may begin with a tag.
 */
export function documentTypeOf(bytes: Uint8Array, fileName: string): string | undefined {
  const beginning = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  // As the API does: after a byte order mark and empty lines it still is a PDF.
  if (/^(?:\u00ef\u00bb\u00bf)?\s*%PDF-/.test(beginning)) return 'application/pdf';
  if (beginning.startsWith('PK\u0003\u0004')) return 'application/zip';
  const extension = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(htmlTypes, extension) ? htmlTypes[extension] : undefined;
}
