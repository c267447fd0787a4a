import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';

/** Keeps the log short: what is in it is copied into the database from time to time. */
export interface Checkpoints {
  /** To be called after each commit, outside of transactions. */
  committed(): void;
  close(): void;
}

/** For a database without a log. */
export const noCheckpoints: Checkpoints = { committed: () => {}, close: () => {} };

export interface CheckpointsOptions {
  /** Pages that are worth copying. @default 8000, which is 32 MB and some thousand jobs */
  pages?: number;
  /** Pages that the event loop may copy itself: what was committed while the thread copied. @default an eighth of them */
  pagesHere?: number;
}

/** Node's remark that `node:sqlite` is experimental is no news. Of the program's own flags some keep a thread from starting. */
const threadFlags = ['--disable-warning=ExperimentalWarning'];

/**
 * Copies the log in a thread: 32 MB of it would stop the event loop for 60 ms. While writes go on, the thread never quite
 * catches up, and the log grows until all of it is copied at some moment: so the event loop copies the small rest. A
 * thread starts when the log is long for the first time. Without one, and if it falls far behind, SQLite copies by itself.
 */
export function createCheckpoints(
  database: DatabaseSync,
  path: string,
  { pages = 8000, pagesHere = pages / 8 }: CheckpointsOptions = {},
): Checkpoints {
  database.exec(`PRAGMA wal_autocheckpoint = ${4 * pages}`);
  const look = database.prepare('PRAGMA wal_checkpoint(NOOP)');
  const copyHere = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  let thread: Worker | undefined;
  let copiedBefore = 0;
  let isCopying = false;
  /** Whether the thread is left alone from now on. */
  let isOver = false;

  /** Of what was met here, nobody is told: a commit has been made, and the next one meets it as well. */
  function quietly(work: () => void): void {
    try {
      work();
    } catch {
      // See above.
    }
  }

  function pagesOfLog(): { copied: number; uncopied: number } {
    const { log, checkpointed } = look.get() ?? {};
    return { copied: Number(checkpointed), uncopied: Number(log) - Number(checkpointed) };
  }

  function startThread(): Worker {
    const started = new Worker(new URL('./sqlite-checkpoint-thread.ts', import.meta.url), {
      ...{ workerData: path, execArgv: threadFlags, env: {} },
    });
    started.unref();
    started.on('message', endCopying).on('error', giveUp);
    return started;
  }

  function copyThere(copied: number): void {
    copiedBefore = copied;
    thread ??= startThread();
    thread.postMessage('copy');
    isCopying = true;
  }

  function endCopying(): void {
    isCopying = false;
    if (isOver) return;
    quietly(() => {
      const { copied, uncopied } = pagesOfLog();
      if (uncopied <= pagesHere) copyHere.get();
      // A long reader keeps the rest from being copied: then it waits for the next commit.
      else if (copied > copiedBefore) copyThere(copied);
    });
  }

  function giveUp(): void {
    if (isOver) return;
    isOver = true;
    database.exec(`PRAGMA wal_autocheckpoint = ${pages}`);
  }

  return {
    committed() {
      if (isCopying || isOver) return;
      quietly(() => {
        const { copied, uncopied } = pagesOfLog();
        if (uncopied >= pages) copyThere(copied);
      });
    },
    close() {
      isOver = true;
      void thread?.terminate();
    },
  };
}
