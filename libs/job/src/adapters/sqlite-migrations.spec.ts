import { DatabaseSync } from 'node:sqlite';

import { describe, expect, test } from '@jest/globals';

import { eachOpened } from '../testing/each-opened.ts';
import { migrations } from './sqlite-migrations.ts';

/** A database as a program left it that knew so many versions, with the rows that it may have held. */
function openVersion(version: number) {
  const database = new DatabaseSync(':memory:');
  database.exec('PRAGMA foreign_keys = ON');
  const migrate = (from: number, to: number) => {
    for (const migration of migrations.slice(from, to)) database.exec(migration);
  };
  migrate(0, version);
  const rows = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  return {
    database,
    rows,
    toLatest: () => migrate(version, migrations.length),
    to: (to: number) => migrate(version, to),
  };
}

const jobs = `
  INSERT INTO jobs (id, owner, status, request, created_at, updated_at, completed_at, error, revision, attempt,
    lease_token, lease_worker, lease_until, idempotency_key, body_hash)
  VALUES ('leased', 'ann', 'processing', '{"title":"Tides"}', 1, 2, NULL, NULL, 3, 2, 5, 'worker-1', 10000, 'key', 'hash'),
    ('free', 'ann', 'pending', '{}', 1, 1, NULL, NULL, 1, 1, 0, NULL, NULL, NULL, NULL),
    ('ended', 'bob', 'failed', '{}', 1, 9, 9, '{"code":"x"}', 4, 1, 1, NULL, NULL, NULL, NULL);
  INSERT INTO inputs (job_id, body) VALUES ('leased', 'The sea.'), ('free', ''), ('ended', 'x');
  INSERT INTO steps (job_id, name, status, progress, attempt, usage, error, started_at, finished_at, result)
  VALUES ('leased', 'outline', 'completed', 1, 1, '{"calls":2}', NULL, 3, 4, '"paid"'),
    ('leased', 'script', 'processing', 0.5, 2, '{"calls":1}', NULL, 5, NULL, NULL),
    ('ended', 'outline', 'failed', 0, 1, '{}', '{"code":"x"}', 3, 4, NULL);
  INSERT INTO tasks (job_id, available_at, deliveries, lease_token, leased_by, leased_until)
  VALUES ('leased', 1, 1, 1, 'worker-1', 10000), ('free', 2, 0, 0, NULL, NULL)`;

describe('migrations from version 1', () => {
  const opened = eachOpened(
    () => openVersion(1),
    ({ database }) => database.close(),
  );

  test('when leases were taken by version 1, version 2 lets them run out as before', () => {
    const { database, rows, to } = opened();
    database.exec(jobs);
    to(2);
    expect(rows('SELECT id, lease_from, lease_until FROM jobs WHERE lease_until > 0')).toEqual([
      { id: 'leased', lease_from: 0, lease_until: 10000 },
    ]);
    expect(rows('SELECT job_id, leased_from, leased_until FROM tasks ORDER BY 1')).toEqual([
      { job_id: 'free', leased_from: null, leased_until: null },
      { job_id: 'leased', leased_from: 0, leased_until: 10000 },
    ]);
  });
});

describe('migrations from version 2', () => {
  const opened = eachOpened(
    () => {
      const version2 = openVersion(2);
      version2.database.exec(jobs);
      version2.database.exec(`UPDATE jobs SET lease_from = 500 WHERE lease_until IS NOT NULL;
      UPDATE tasks SET leased_from = 500 WHERE leased_until IS NOT NULL`);
      return version2;
    },
    ({ database }) => database.close(),
  );

  test('when there were jobs and inputs, all are there as they were, with their leases and keys', () => {
    const { rows, toLatest } = opened();
    const columns = `id, owner, status, request, created_at, updated_at, completed_at, error, attempt, lease_worker,
      lease_token, lease_from, lease_until, idempotency_key, body_hash, body`;
    const everything = `SELECT ${columns} FROM jobs JOIN inputs ON job_id = id ORDER BY id`;
    const before = rows(everything);
    toLatest();
    expect(rows(everything)).toEqual(before);
    expect(before).toHaveLength(3);
  });

  test('when steps had run, they keep their results, their failures and what they used, as a first run', () => {
    const { rows, toLatest } = opened();
    toLatest();
    expect(
      rows(`SELECT job_id, name, status, progress, attempt, run, usage, earlier_usage, error, started_at, finished_at, result
        FROM steps ORDER BY job_id, name`),
    ).toEqual([
      {
        ...{
          job_id: 'ended',
          name: 'outline',
          status: 'failed',
          progress: 0,
          attempt: 1,
          run: 1,
          usage: '{}',
        },
        ...{ earlier_usage: '{}', error: '{"code":"x"}', started_at: 3, finished_at: 4, result: null },
      },
      {
        ...{ job_id: 'leased', name: 'outline', status: 'completed', progress: 1, attempt: 1, run: 1 },
        ...{
          usage: '{"calls":2}',
          earlier_usage: '{}',
          error: null,
          started_at: 3,
          finished_at: 4,
          result: '"paid"',
        },
      },
      {
        ...{ job_id: 'leased', name: 'script', status: 'processing', progress: 0.5, attempt: 2, run: 1 },
        ...{
          usage: '{"calls":1}',
          earlier_usage: '{}',
          error: null,
          started_at: 5,
          finished_at: null,
          result: null,
        },
      },
    ]);
  });

  test('when a step was under way, nobody who holds a job now is taken for its worker', () => {
    const { rows, toLatest } = opened();
    toLatest();
    expect(rows('SELECT job_id, name, outcome, worker, token FROM steps ORDER BY job_id, name')).toEqual([
      { job_id: 'ended', name: 'outline', outcome: 'failed', worker: '', token: 0 },
      { job_id: 'leased', name: 'outline', outcome: 'completed', worker: '', token: 0 },
      { job_id: 'leased', name: 'script', outcome: 'running', worker: '', token: 0 },
    ]);
  });

  test('when tasks waited or were being delivered, they are there as they were', () => {
    const { rows, toLatest } = opened();
    toLatest();
    expect(rows('SELECT * FROM tasks ORDER BY job_id')).toEqual([
      {
        ...{ job_id: 'free', available_at: 2, deliveries: 0, lease_token: 0 },
        ...{ leased_by: null, leased_from: null, leased_until: null },
      },
      {
        ...{ job_id: 'leased', available_at: 1, deliveries: 1, lease_token: 1 },
        ...{ leased_by: 'worker-1', leased_from: 500, leased_until: 10000 },
      },
    ]);
  });

  test('when a job is deleted after it, all that belongs to it is gone, and what it refers to is whole', () => {
    const { database, rows, toLatest } = opened();
    toLatest();
    database.exec(`INSERT INTO earlier_runs VALUES ('leased', 'outline', 0, 1, '', 0, 1, 2, 'failed', '{}');
      DELETE FROM jobs WHERE id = 'leased'`);
    const left = ['inputs', 'steps', 'earlier_runs', 'tasks'].map((table) =>
      rows(`SELECT job_id FROM ${table} WHERE job_id = 'leased'`),
    );
    expect(left).toEqual([[], [], [], []]);
    expect(rows('PRAGMA foreign_key_check')).toEqual([]);
    expect(rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });
});
