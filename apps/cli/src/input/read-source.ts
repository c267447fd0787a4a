import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import type { JobSource } from '../api/job-order.ts';
import type { Input } from '../command-context.ts';
import { CliError, systemCode } from '../errors.ts';
import { decodeText } from './decode-text.ts';
import { documentTypeOf } from './document-type.ts';
import { isWebAddress } from './web-address.ts';

const mebibyte = 1024 * 1024;
/** Far above what the API takes (1000000 characters): only keeps a wrong file from filling the memory. */
const maxTextBytes = 16 * mebibyte;
/** What the API takes. */
const maxDocumentBytes = 20 * mebibyte;

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};

/**
 * What a word on the command line stands for: an address, standard input for `-`, else a file; a document or a text.
 * Throws CliError `input-invalid` for what is too large, and what is neither a document nor UTF-8 text.
 */
export async function readSource(
  word: string,
  { directory, stdin }: { directory: string; stdin: Input },
): Promise<JobSource> {
  if (isWebAddress(word)) return { kind: 'address', url: word };
  if (word === '-') return sourceOf(await collect(stdin), 'standard input', 'standard-input');
  try {
    const handle = await open(resolve(directory, word));
    try {
      const bytes = await collect(handle.createReadStream({ autoClose: false }));
      return sourceOf(bytes, word, basename(word));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    const code = systemCode(error) ?? String(error);
    throw new CliError('input-invalid', `Can't read ${word}: ${reasons[code] ?? code}.`, { cause: error });
  }
}

function sourceOf(bytes: Buffer<ArrayBuffer>, name: string, fileName: string): JobSource {
  const contentType = documentTypeOf(bytes, fileName);
  const maxBytes = contentType === undefined ? maxTextBytes : maxDocumentBytes;
  if (bytes.length > maxBytes) {
    const message = `Can't work on ${name}: it has more than ${maxBytes / mebibyte} MiB.`;
    throw new CliError('input-invalid', message);
  }
  if (contentType === undefined) return { kind: 'text', text: decodeText(bytes, name) };
  return { kind: 'document', bytes, fileName, contentType };
}

/** All of it, or enough to see that it is too much. */
async function collect(input: AsyncIterable<Uint8Array | string>): Promise<Buffer<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of input) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    pieces.push(bytes);
    if (size > maxDocumentBytes) break;
  }
  return Buffer.concat(pieces);
}
