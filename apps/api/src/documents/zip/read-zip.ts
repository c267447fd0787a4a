import { unsupported } from '../detect-format.ts';
import type { DocumentLimits } from '../document-limits.ts';
import { isWordDocument, readDocx } from '../docx/read-docx.ts';
import { isBook, readEpub } from '../epub/read-epub.ts';
import { openArchive } from './open-archive.ts';

/** Pictures, sound and fonts are unpacked for their size alone. */
const isText = (path: string) => path === 'mimetype' || /\.(?:xml|rels|x?html?|opf)$/i.test(path);

/**
 * A Word document or an EPUB, whichever the archive holds.
 * @throws DocumentError `document-type-unsupported` for any other, and what reading them throws
 */
export async function readZip(bytes: Uint8Array, limits: DocumentLimits) {
  const archive = await openArchive(bytes, limits, isText);
  if (isWordDocument(archive)) return readDocx(archive);
  if (isBook(archive)) return readEpub(archive, limits);
  throw unsupported('A zip archive that is neither a Word document nor an EPUB can not be read.');
}
