import { CliError } from '../errors.ts';

/**
 * Strict: a text that would come out garbled is refused, as CliError `input-invalid`. A byte order mark is dropped.
 * @param name what the message calls it
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw invalid(`Can't work on ${name}: it is UTF-16; save it as UTF-8.`);
  }
  // No text has a NUL; office and image files have many.
  if (bytes.includes(0)) {
    throw invalid(`Can't work on ${name}: it is neither text nor a PDF, DOCX, EPUB or HTML file.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw invalid(`Can't work on ${name}: it is not UTF-8 text (see line ${firstWrongLine(bytes)}).`, error);
  }
}

/** The longest prefix that a decoder takes, when told that more may follow, ends where the text goes wrong. */
function firstWrongLine(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2);
    if (isDecodable(bytes.subarray(0, middle))) good = middle;
    else bad = middle - 1;
  }
  return bytes.subarray(0, good).filter((byte) => byte === 0x0a).length + 1;
}

function isDecodable(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function invalid(message: string, cause?: unknown): CliError {
  return new CliError('input-invalid', message, { cause });
}
