import { open } from 'node:fs/promises';
import { resolve } from 'node:path';

import type { Input } from '../command-context.ts';
import { CliError, systemCode } from '../errors.ts';

/** Far above what the API takes (1000000 characters): only keeps a wrong file from filling the memory. */
const maxBytes = 16 * 1024 * 1024;

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};

/** The text of a file, or of standard input for `-`. Throws CliError `input-invalid` for what is not UTF-8 text. */
export async function readSource(
  file: string,
  { directory, stdin }: { directory: string; stdin: Input },
): Promise<string> {
  if (file === '-') return decodeText(await collect(stdin, 'standard input'), 'standard input');
  try {
    const handle = await open(resolve(directory, file));
    try {
      return decodeText(await collect(handle.createReadStream({ autoClose: false }), file), file);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    const code = systemCode(error) ?? String(error);
    throw invalid(`Can't read ${file}: ${reasons[code] ?? code}.`, error);
  }
}

async function collect(input: AsyncIterable<Uint8Array | string>, name: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of input) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > maxBytes)
      throw invalid(`Can't work on ${name}: it has more than ${maxBytes / 1024 / 1024} MiB.`);
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

/** Strict: a text that would come out garbled is refused. A byte order mark is dropped. */
export function decodeText(bytes: Uint8Array, name: string): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw invalid(`Can't work on ${name}: it is UTF-16; save it as UTF-8.`);
  }
  // No text has a NUL; PDF, office and image files have many.
  if (bytes.includes(0) || Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-') {
    throw invalid(`Can't work on ${name}: it is a binary file, not text.`);
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
