import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createSqliteJobStore,
  createWorker,
  JobError,
  openSqliteDatabase,
  type Recipe,
  systemClock,
} from '@la-factoria/job';
import { buildNewJob, createManualClock, type TestRequest } from '@la-factoria/job/testing';

describe('a database file that can not be used', () => {
  let folder: string;
  let path: string;
  let toClose: { close(): void }[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'factoria-job-'));
    path = join(folder, 'jobs.sqlite');
    toClose = [];
  });

  afterEach(() => {
    for (const open of toClose.reverse()) open.close();
    rmSync(folder, { recursive: true });
  });

  function closing<Open extends { close(): void }>(open: Open): Open {
    toClose.push(open);
    return open;
  }

  function openStore() {
    const database = closing(openSqliteDatabase(path));
    const clock = createManualClock();
    return { database, clock, store: closing(createSqliteJobStore<TestRequest>({ database, clock })) };
  }

  /** What opening the file throws. */
  function openingError(): unknown {
    try {
      closing(openSqliteDatabase(path));
    } catch (error) {
      return error;
    }
    throw new Error('The file was opened.');
  }

  test('F06 when another connection has locked it, writes are refused as retryable, reads answer, and it recovers', async () => {
    const { store } = openStore();
    const { job } = await store.create(buildNewJob());
    const locking = closing(new DatabaseSync(path));
    locking.exec('BEGIN IMMEDIATE');
    const order = buildNewJob();
    const refused = store.create(order);
    await expect(refused).rejects.toBeInstanceOf(JobError);
    await expect(refused).rejects.toMatchObject({ code: 'store-unavailable', isRetryable: true });
    expect(await store.get(job.id)).toEqual(job);
    locking.exec('ROLLBACK');
    expect(await store.get(order.id)).toBeUndefined();
    expect(await store.create(order)).toMatchObject({ isNew: true });
  });

  test('F06 when it is locked as it is opened, that is refused as retryable, and it opens later', () => {
    const locking = closing(new DatabaseSync(path));
    locking.exec('PRAGMA journal_mode = WAL; BEGIN IMMEDIATE');
    expect(openingError()).toMatchObject({ code: 'store-unavailable', isRetryable: true });
    locking.exec('ROLLBACK');
    expect(() => openStore()).not.toThrow();
  });

  test('F06 when it is locked as a step ends, the result is stored once it is free, and the step ran once', async () => {
    const database = closing(openSqliteDatabase(path));
    const store = closing(createSqliteJobStore<TestRequest>({ database, clock: systemClock }));
    const { job } = await store.create(buildNewJob());
    const locking = closing(new DatabaseSync(path));
    let runs = 0;
    const refusals: unknown[] = [];
    const recipe: Recipe<TestRequest> = async ({ step }) => {
      await step('script', async () => {
        locking.exec('BEGIN IMMEDIATE');
        return (runs += 1);
      });
      return { status: 'completed' };
    };
    const worker = createWorker<TestRequest>({
      ...{ store, recipe, clock: systemClock, worker: 'worker-1', leaseSeconds: 10 },
      queue: { enqueue: async () => {} },
      onError(error) {
        refusals.push(error);
        locking.exec('ROLLBACK');
      },
    });
    expect(await worker.deliver(job.id)).toEqual({ outcome: 'done' });
    expect(refusals).toMatchObject([{ code: 'store-unavailable' }]);
    expect(await store.get(job.id)).toMatchObject({ status: 'completed' });
    expect(await store.stepResult(job.id, 'script')).toBe('1');
  });

  test('F06 when the disk is full, a job is refused as retryable and nothing of it is stored; with room it is', async () => {
    const { store, database } = openStore();
    const pages = Number(database.one('PRAGMA page_count', {})?.['page_count']);
    database.one(`PRAGMA max_page_count = ${pages + 4}`, {});
    const order = buildNewJob({ input: 'The sea. '.repeat(50_000) });
    await expect(store.create(order)).rejects.toMatchObject({ code: 'store-unavailable', isRetryable: true });
    expect(await store.get(order.id)).toBeUndefined();
    database.one('PRAGMA max_page_count = 100000', {});
    expect(await store.create(order)).toMatchObject({ isNew: true });
    expect(await store.input(order.id)).toBe(order.input);
  });

  test('when a newer program has written it, it is refused with both versions and left as it was', () => {
    const newer = closing(new DatabaseSync(path));
    newer.exec(
      'PRAGMA journal_mode = WAL; CREATE TABLE jobs (id TEXT, colour TEXT); PRAGMA user_version = 1000',
    );
    const error = openingError();
    expect(error).toBeInstanceOf(JobError);
    expect(error).toMatchObject({
      ...{ code: 'store-unavailable', isRetryable: false },
      message: expect.stringMatching(/version 1000; this program knows \d+ at most\. Use a newer program\./),
    });
    expect(newer.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1000 });
    expect(newer.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'jobs' }]);
  });

  test('when it is no database, it is refused for good and left as it was', () => {
    const text = 'These are my notes on the tides.\n'.repeat(100);
    writeFileSync(path, text);
    expect(openingError()).toMatchObject({
      ...{ code: 'store-unavailable', isRetryable: false },
      message: "The job database can't be used: file is not a database.",
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('when its pages are damaged, reading is refused for good', async () => {
    const first = closing(openSqliteDatabase(path));
    const { job } = await closing(
      createSqliteJobStore<TestRequest>({ database: first, clock: createManualClock() }),
    ).create(buildNewJob({ input: 'The sea. '.repeat(10_000) }));
    first.all('PRAGMA wal_checkpoint(TRUNCATE)', {});
    for (const open of toClose.splice(0).reverse()) open.close();
    const bytes = readFileSync(path);
    // The first page, which lists the tables, stays; all that follows is overwritten.
    writeFileSync(path, bytes.fill(0x5a, 4096));
    const damaged = await Promise.resolve()
      .then(() => openStore().store.get(job.id))
      .catch((error: unknown) => error);
    expect(damaged).toMatchObject({ name: 'JobError', code: 'store-unavailable', isRetryable: false });
  });

  test('when its folder is not there, that is said', () => {
    path = join(folder, 'absent', 'jobs.sqlite');
    expect(openingError()).toMatchObject({
      ...{
        code: 'store-unavailable',
        message: "The job database can't be used: unable to open database file.",
      },
    });
  });

  test('when its path is a folder, that is said', () => {
    mkdirSync(path);
    expect(openingError()).toMatchObject({ name: 'JobError', code: 'store-unavailable' });
  });
});
