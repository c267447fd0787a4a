import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';

/** Brings what has been committed onto the disk. */
export interface WalSync {
  /** Resolves when all that was committed before the call is on the disk. Calls meanwhile share the next sync. */
  sync(): Promise<void>;
  /** After a sync has failed: brings everything onto the disk by another way. Answers whether that succeeded. */
  secure(): boolean;
  /** Syncs once more, blocking, and answers whoever waits. */
  close(): void;
}

interface Waiting {
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * The second half of a commit of SQLite in WAL mode. With `synchronous = NORMAL` a commit writes to the log and doesn't
 * wait for the disk; to sync the log is all that FULL does beyond (https://www.sqlite.org/pragma.html#pragma_synchronous).
 * Done here, in a thread of Node's pool, the event loop goes on meanwhile, and what is committed meanwhile shares the
 * next sync. After a failed sync, `checkpoint` has to copy the whole log into the database, which SQLite syncs itself.
 * SQLite locks nothing on the log itself, so that a descriptor of our own on it does no harm.
 */
export function createWalSync(databaseFile: string, checkpoint: () => boolean): WalSync {
  const path = `${databaseFile}-wal`;
  let descriptor: number | undefined;
  let waiting: Waiting[] = [];
  let isSyncing = false;
  let isClosed = false;

  function syncNext(): void {
    if (isSyncing || waiting.length === 0) return;
    const together = waiting;
    waiting = [];
    try {
      descriptor ??= openSync(path, 'r+');
    } catch (error) {
      for (const { reject } of together) reject(error);
      return;
    }
    isSyncing = true;
    fdatasync(descriptor, (error) => {
      isSyncing = false;
      for (const { resolve, reject } of together) {
        if (error) reject(error);
        else resolve();
      }
      if (isClosed) release();
      else syncNext();
    });
  }

  function release(): void {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  }

  return {
    sync: () =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        syncNext();
      }),
    secure: checkpoint,
    close() {
      isClosed = true;
      const together = waiting;
      waiting = [];
      try {
        if (descriptor !== undefined) fdatasyncSync(descriptor);
        for (const { resolve } of together) resolve();
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
      // A sync that is under way still needs it.
      if (!isSyncing) release();
    },
  };
}

/** For a database that syncs by itself, or has nothing to sync. */
export const noSync: WalSync = { sync: () => Promise.resolve(), secure: () => true, close: () => {} };
