import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { describe, expect, test } from '@jest/globals';

import { eachOpened } from '../testing/each-opened.ts';
import { createCheckpoints } from './sqlite-checkpoints.ts';

function openLogged() {
  const folder = mkdtempSync(join(tmpdir(), 'factoria-job-'));
  const path = join(folder, 'jobs.sqlite');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE notes (body TEXT)');
  const insert = database.prepare('INSERT INTO notes VALUES (?)');
  const numberOf = (pragma: string, column: string) => Number(database.prepare(pragma).get()?.[column]);
  return {
    ...{ folder, path, database },
    /** Notes of a page each, with those that lead to it: three in the log. */
    writeNotes: (count: number) => {
      for (let page = 0; page < count; page += 1) insert.run('x'.repeat(4000));
    },
    notes: () => numberOf('SELECT count(*) AS notes FROM notes', 'notes'),
    pagesInLog: () => numberOf('PRAGMA wal_checkpoint(NOOP)', 'log'),
    pagesCopied: () => numberOf('PRAGMA wal_checkpoint(NOOP)', 'checkpointed'),
    isAllCopied() {
      const { log, checkpointed } = database.prepare('PRAGMA wal_checkpoint(NOOP)').get() ?? {};
      return log === checkpointed;
    },
    limit: () => numberOf('PRAGMA wal_autocheckpoint', 'wal_autocheckpoint'),
  };
}

/** Bounded by the test's own time. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

describe('createCheckpoints', () => {
  const opened = eachOpened(openLogged, ({ database, folder }) => {
    if (database.isOpen) database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('when the log is long, it is copied, and begins anew with the next write', async () => {
    const { database, path, writeNotes, pagesInLog, isAllCopied, notes } = opened();
    const checkpoints = createCheckpoints(database, path, { pages: 400 });
    writeNotes(150);
    checkpoints.committed();
    expect(isAllCopied()).toBe(false);
    await until(isAllCopied);
    writeNotes(1);
    expect(pagesInLog()).toBeLessThan(10);
    expect(notes()).toBe(151);
    checkpoints.close();
  });

  test('when more is written while it is copied than the event loop may copy, the thread goes on until all is', async () => {
    const { database, path, writeNotes, pagesCopied, isAllCopied } = opened();
    const checkpoints = createCheckpoints(database, path, { pages: 4000, pagesHere: 0 });
    writeNotes(1400);
    checkpoints.committed();
    // A page each: it must stay below what SQLite copies by itself.
    let left = 3000;
    await until(() => {
      if ((left -= 1) > 0) database.exec("UPDATE notes SET body = body || '.' WHERE rowid = 1");
      return pagesCopied() > 0;
    });
    await until(isAllCopied);
    expect(pagesCopied()).toBeGreaterThan(4200);
    checkpoints.close();
  });

  test('when a reader keeps the log from being copied, it is copied with a commit after the reader has gone', async () => {
    const { database, path, writeNotes, isAllCopied } = opened();
    const reader = new DatabaseSync(path);
    reader.exec('BEGIN; SELECT count(*) FROM notes');
    const checkpoints = createCheckpoints(database, path, { pages: 400 });
    writeNotes(150);
    checkpoints.committed();
    expect(isAllCopied()).toBe(false);
    reader.close();
    await until(() => {
      checkpoints.committed();
      return isAllCopied();
    });
    checkpoints.close();
  });

  test('when the log is short, it stays as it is', async () => {
    const { database, path, writeNotes, pagesCopied } = opened();
    const checkpoints = createCheckpoints(database, path, { pages: 1000 });
    writeNotes(100);
    checkpoints.committed();
    expect(pagesCopied()).toBe(0);
    checkpoints.close();
  });

  test('when there can be no thread, SQLite copies by itself', async () => {
    const { database, folder, writeNotes, pagesInLog, limit } = opened();
    const checkpoints = createCheckpoints(database, join(folder, 'missing', 'jobs.sqlite'), { pages: 400 });
    expect(limit()).toBe(1600);
    writeNotes(150);
    checkpoints.committed();
    await until(() => limit() === 400);
    writeNotes(200);
    expect(pagesInLog()).toBeLessThan(400);
    checkpoints.close();
  });

  test('when the database is closed while its log is copied, nothing is lost', async () => {
    const { database, path, writeNotes } = opened();
    const checkpoints = createCheckpoints(database, path, { pages: 4000 });
    writeNotes(2000);
    checkpoints.committed();
    checkpoints.close();
    database.close();
    const again = new DatabaseSync(path);
    expect(again.prepare('SELECT count(*) AS notes FROM notes').get()).toEqual({ notes: 2000 });
    again.close();
  });

  test('when the database has been closed, a commit that is told of late does no harm', () => {
    const { database, path } = opened();
    const checkpoints = createCheckpoints(database, path);
    database.close();
    expect(() => checkpoints.committed()).not.toThrow();
    checkpoints.close();
  });
});
