import { buildZip, type ZipEntry } from './build-zip.ts';

export interface Chapter {
  /** As the package names it, seen from the folder `book`. */
  href: string;
  /** Where it is in the archive. @default `book/<href>` */
  path?: string;
  /** What stands in its `<body>`. */
  body: string;
}

/** A book whose package lies in the folder `book`. `order` gives the chapters' numbers in reading order. */
export function buildEpub(
  chapters: readonly Chapter[],
  { order = chapters.map((_, index) => index), more = [] }: { order?: number[]; more?: ZipEntry[] } = {},
): Uint8Array {
  const items = chapters.map(
    ({ href }, index) => `<item id="c${index}" href="${href}" media-type="application/xhtml+xml"/>`,
  );
  const references = order.map((index) => `<itemref idref="c${index}"/>`);
  return buildZip([
    { path: 'mimetype', data: 'application/epub+zip', isStored: true },
    {
      path: 'META-INF/container.xml',
      data: '<?xml version="1.0"?><container><rootfiles><rootfile full-path="book/the%20package.opf"/></rootfiles></container>',
    },
    {
      path: 'book/the package.opf',
      data: `<?xml version="1.0"?><!DOCTYPE package [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<package><metadata><dc:title>Tides &amp; times&secret;</dc:title></metadata><manifest>${items.join('')}</manifest><spine>${references.join('')}</spine></package>`,
    },
    ...chapters.map(({ href, path = `book/${href}`, body }) => ({
      path,
      data: `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x.js"/></head><body>${body}</body></html>`,
    })),
    ...more,
  ]);
}
