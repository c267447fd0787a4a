import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { CliError, systemCode } from '../errors.ts';

/** Where the results go. */
export interface OutputDirectory {
  /** Absolute. */
  path: string;
  /** Whole or not at all: the file gets its name when its last byte is written. */
  write(name: string, content: string | AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void>;
  /** Takes back the folders that were made for nothing. */
  discardIfEmpty(): Promise<void>;
}

const reasons: Record<string, string> = {
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder',
  EACCES: 'this may not be written to',
  EPERM: 'this may not be written to',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/**
 * Makes the folder, and looks at all `names` before anything is spent on what could not be written.
 * Throws CliError `output-invalid`.
 */
export async function openOutputDirectory(path: string, names: readonly string[]): Promise<OutputDirectory> {
  const firstMade = await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw refusal(path, error);
  });
  for (const name of names) {
    const existing = await stat(join(path, name)).catch(() => undefined);
    if (existing?.isDirectory()) {
      throw new CliError('output-invalid', `Can't write ${join(path, name)}: it is a folder.`);
    }
  }

  return {
    path,

    async write(name, content, signal) {
      const target = join(path, name);
      const temporary = `${target}.${process.pid}.part`;
      const source = Readable.from(typeof content === 'string' ? [content] : content);
      try {
        await pipeline(source, createWriteStream(temporary), { signal });
        await rename(temporary, target);
      } catch (error) {
        await rm(temporary, { force: true });
        signal.throwIfAborted();
        throw error instanceof CliError ? error : refusal(target, error);
      }
    },

    async discardIfEmpty() {
      if (firstMade === undefined) return;
      try {
        for (let folder = path; folder.length >= firstMade.length; folder = dirname(folder))
          await rmdir(folder);
      } catch (error) {
        if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(systemCode(error) ?? '')) throw error;
      }
    },
  };
}

function refusal(path: string, error: unknown): CliError {
  const code = systemCode(error) ?? String(error);
  return new CliError('output-invalid', `Can't write to ${path}: ${reasons[code] ?? code}.`, {
    cause: error,
  });
}
