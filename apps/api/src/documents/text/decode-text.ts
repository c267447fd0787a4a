import { unreadable } from '../document-error.ts';

/** A page names its encoding near its beginning; browsers look at 1024 bytes. */
const declaredWithin = 4096;

/**
 * Bytes as text: by the byte order mark, else by `charset`, else by what HTML says about itself, else as UTF-8.
 * @throws DocumentError `document-unreadable` when the bytes are not in that encoding
 */
export function decodeText(
  bytes: Uint8Array,
  { charset, isMarkup = false }: { charset?: string | undefined; isMarkup?: boolean } = {},
): string {
  const label = markedEncoding(bytes) ?? charset ?? (isMarkup ? declaredEncoding(bytes) : undefined);
  const decoder = createDecoder(label ?? 'utf-8');
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch (cause) {
    const said = label === undefined ? '' : `, as which it is marked`;
    throw unreadable(`The text is not ${decoder.encoding.toUpperCase()}${said}. ${advice}`, cause);
  }
  // The content library would say so, too, but not what to do.
  if (text.includes('\0'))
    throw unreadable(`The text holds NUL characters: it seems to be binary. ${advice}`);
  return text;
}

/** The parameter of a content type: `text/html; charset="utf-8"`. */
export const charsetOf = (contentType: string | undefined): string | undefined =>
  /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1];

const advice = 'Save it as UTF-8 and send it again.';

function markedEncoding(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const beginning = Buffer.from(bytes.subarray(0, declaredWithin)).toString('latin1');
  const declared =
    /<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(beginning)?.[1] ??
    /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([^"']+)/i.exec(beginning)?.[1];
  // Who could read that far read bytes, not pairs of them: the HTML standard has it so.
  return declared && /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}

function createDecoder(label: string) {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch (cause) {
    throw unreadable(`The text is in an unknown encoding, ${label.slice(0, 40)}. ${advice}`, cause);
  }
}
