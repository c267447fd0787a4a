import { posix } from 'node:path';

import { unreadable } from '../document-error.ts';
import { readMarkup } from '../html/read-markup.ts';
import { decodeText } from '../text/decode-text.ts';
import type { Archive } from '../zip/open-archive.ts';

export interface BookPackage {
  title: string | undefined;
  /** Of the chapters in reading order, each once. */
  paths: string[];
}

interface Element {
  /** Without its prefix. */
  name: string;
  attributes: ReadonlyMap<string, string>;
  text: string;
}

/**
 * What `META-INF/container.xml` and the package it names say about a book (EPUB 3.3, 4.2.6.3 and 5).
 * @throws DocumentError `document-unreadable` when either is missing or names no chapter
 */
export function readPackage(archive: Archive): BookPackage {
  const rootFile = elementsOf(archive, 'META-INF/container.xml').find(({ name }) => name === 'rootfile');
  const packagePath = rootFile && resolvePath('', rootFile.attributes.get('full-path') ?? '');
  if (packagePath === undefined) throw damaged('names no package');

  const elements = elementsOf(archive, packagePath);
  const manifest = new Map<string, string>();
  for (const { name, attributes } of elements) {
    const path = resolvePath(packagePath, attributes.get('href') ?? '');
    const isChapter =
      /^(?:application\/xhtml\+xml|text\/html)$/i.test(attributes.get('media-type') ?? '') &&
      !/(?:^|\s)nav(?:\s|$)/.test(attributes.get('properties') ?? '');
    if (name === 'item' && path !== undefined && isChapter) manifest.set(attributes.get('id') ?? '', path);
  }
  const paths = elements
    .filter(({ name }) => name === 'itemref')
    .map(({ attributes }) => manifest.get(attributes.get('idref') ?? ''))
    .filter((path) => path !== undefined);
  if (paths.length === 0) throw damaged('names no chapters');
  return { title: elements.find(({ name }) => name === 'title')?.text, paths: [...new Set(paths)] };
}

/** Those of `META-INF/encryption.xml`: fonts, often, but chapters where copying is prevented. */
export function readProtectedPaths(archive: Archive): Set<string> {
  if (!archive.has('META-INF/encryption.xml')) return new Set();
  const references = elementsOf(archive, 'META-INF/encryption.xml').filter(
    ({ name }) => name === 'CipherReference',
  );
  const paths = references.map(({ attributes }) => resolvePath('', attributes.get('URI') ?? ''));
  return new Set(paths.filter((path) => path !== undefined));
}

/** The path in the archive to which a reference leads from a file; undefined for one that leads out of it. */
export function resolvePath(from: string, reference: string): string | undefined {
  const [path = ''] = reference.split(/[?#]/);
  if (path === '' || /^(?:[a-z][a-z0-9+.-]*:|\/|\\)/i.test(path)) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const resolved = posix.join(posix.dirname(from), decoded);
  return resolved === '..' || resolved.startsWith('../') || resolved.startsWith('/') ? undefined : resolved;
}

function elementsOf(archive: Archive, path: string): Element[] {
  const bytes = archive.get(path);
  if (!bytes) throw damaged(`has no ${path.slice(0, 200)}`);
  const elements: Element[] = [];
  const open: Element[] = [];
  readMarkup(
    decodeText(bytes, { isMarkup: true }),
    {
      open(name, attributes) {
        const element = { name: name.slice(name.indexOf(':') + 1), attributes, text: '' };
        elements.push(element);
        open.push(element);
      },
      close: () => void open.pop(),
      text(data) {
        const element = open.at(-1);
        if (element) element.text += data;
      },
    },
    { isXml: true, isHtml: false },
  );
  return elements;
}

const damaged = (what: string) => unreadable(`The file is damaged: as an EPUB it ${what}.`);
