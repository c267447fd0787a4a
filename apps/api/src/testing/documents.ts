export { buildDocx, paragraph } from '../documents/testing/build-docx.ts';
export { buildEpub } from '../documents/testing/build-epub.ts';
export { buildPdf } from '../documents/testing/build-pdf.ts';
