import { basename } from 'node:path/posix';

const maxCharacters = 200;

/**
 * What a document calls itself: by its `Content-Disposition` (RFC 6266), else by the end of its URL's path. Without
 * folders and control characters; undefined if nothing is left. Only a label: never to be used as a path.
 */
export function fileNameOf(contentDisposition: string | undefined, url: URL): string | undefined {
  return sane(dispositionName(contentDisposition ?? '')) ?? sane(decoded(url.pathname));
}

function dispositionName(disposition: string): string | undefined {
  const extended = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return decoded(extended);
  const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
  return /;\s*filename\s*=\s*([^;\s"]+)/i.exec(disposition)?.[1];
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function sane(name: string | undefined): string | undefined {
  const kept = basename((name ?? '').replaceAll('\\', '/'))
    .replace(/\p{C}/gu, '')
    .trim()
    .slice(0, maxCharacters);
  return kept === '' || /^\.+$/.test(kept) ? undefined : kept;
}
