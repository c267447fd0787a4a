import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { checkLifetime, checkName, checkRange } from '../audio-name.ts';
import { AudioError } from '../errors.ts';
import type { AudioStore } from '../ports/audio-store.ts';

const pieceBytes = 64 * 1024;

/** Whether the file system says that there is no such file. */
const isMissing = (error: unknown): boolean =>
  Error.isError(error) && 'code' in error && /^(?:ENOENT|ENOTDIR)$/.test(String(error.code));

/** What may be otherwise soon: no room, too many open files, a disk that is busy or has trouble. */
const passing = /^(?:ENOSPC|EDQUOT|EMFILE|ENFILE|EBUSY|EIO|EAGAIN|ETIMEDOUT|ESTALE)$/;

/**
 * Errors of the file system as those of a store, without its paths in the message. Those of whoever gives the bytes are
 * passed on as they are.
 */
function toStoreError(error: unknown): unknown {
  if (!Error.isError(error) || !('syscall' in error) || !('code' in error)) return error;
  const code = String(error.code);
  const message = `The audio can't be kept or read: the file system says ${code}`;
  return new AudioError('audio-store-failed', message, { isRetryable: passing.test(code), cause: error });
}

/** Keeps audio as files below a directory, which is made when first needed. */
export function createFileAudioStore({ directory }: { directory: string }): AudioStore {
  const root = resolve(directory);
  const pathOf = (name: string): string => {
    checkName(name);
    return join(root, name);
  };

  return {
    async write(name, bytes) {
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true }).catch(rethrow);
      // In the same folder: a rename is only atomic within one file system.
      const temporary = join(dirname(path), `.${randomUUID()}.part`);
      try {
        await using file = await open(temporary, 'wx', 0o600);
        for await (const piece of bytes instanceof Uint8Array ? [bytes] : bytes) await writeAll(file, piece);
        await file.sync();
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => {});
        throw toStoreError(error);
      }
      await syncFolder(dirname(path)).catch(rethrow);
    },

    async size(name) {
      try {
        const entry = await stat(pathOf(name));
        return entry.isFile() ? entry.size : undefined;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw toStoreError(error);
      }
    },

    async *read(name, range) {
      const path = pathOf(name);
      checkRange(range);
      const notFound = (cause?: unknown) =>
        new AudioError('audio-not-found', `There is no audio ${name}`, { cause });
      await using file = await open(path, 'r').catch((error: unknown) => {
        throw isMissing(error) ? notFound(error) : toStoreError(error);
      });
      if (!(await file.stat()).isFile()) throw notFound();
      let position = range?.start ?? 0;
      const end = range?.end ?? Number.POSITIVE_INFINITY;
      while (position <= end) {
        const buffer = new Uint8Array(Math.min(pieceBytes, end - position + 1));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, position).catch(rethrow);
        if (bytesRead === 0) return;
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    },

    async delete(name) {
      await rm(pathOf(name), { recursive: true, force: true }).catch(rethrow);
    },

    async temporaryUrl(name, lifetimeSeconds) {
      checkLifetime(lifetimeSeconds);
      if ((await this.size(name)) === undefined)
        throw new AudioError('audio-not-found', `There is no audio ${name}`);
      return undefined;
    },
  };
}

const rethrow = (error: unknown): never => {
  throw toStoreError(error);
};

type FileHandle = Awaited<ReturnType<typeof open>>;

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, offset);
    offset += bytesWritten;
  }
}

/** A rename survives a power cut only once its folder is written, too. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}
