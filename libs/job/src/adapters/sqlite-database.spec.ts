import { describe, expect, test } from '@jest/globals';

import { eachOpened } from '../testing/each-opened.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { openSqliteDatabase } from './sqlite-database.ts';

describe('openSqliteDatabase', () => {
  const opened = eachOpened(
    () => {
      const database = openSqliteDatabase(':memory:', createManualClock());
      database.run('CREATE TABLE notes (body TEXT NOT NULL, title TEXT)', {});
      const note = (body: string | null) => database.run('INSERT INTO notes (body) VALUES (:body)', { body });
      const bodies = () => database.all('SELECT body FROM notes ORDER BY body', {}).map((row) => row['body']);
      return { database, note, bodies };
    },
    ({ database }) => database.close(),
  );

  test('when a write throws, nothing of it is stored and the error is the one thrown', async () => {
    const { database, note, bodies } = opened();
    const fault = new Error('A fault of a test, on purpose.');
    const written = database.write(() => {
      note('half');
      throw fault;
    });
    await expect(written).rejects.toBe(fault);
    expect(bodies()).toEqual([]);
  });

  test('when a write reads what it wrote, it finds it, and its answer is what it returned', async () => {
    const { database, note, bodies } = opened();
    const found = await database.write(() => {
      note('a');
      return bodies();
    });
    expect(found).toEqual(['a']);
  });

  test('when a write failed, the next one succeeds', async () => {
    const { database, note, bodies } = opened();
    await expect(database.write(() => note(null))).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await database.write(() => note('whole'))).toEqual({ changes: 1 });
    expect(bodies()).toEqual(['whole']);
  });

  test('when a statement breaks a rule of the tables, that is no passing trouble', () => {
    const { note } = opened();
    expect(() => note(null)).toThrow(
      expect.objectContaining({
        ...{ name: 'JobError', code: 'store-unavailable', isRetryable: false },
        message: "The job database can't be used: NOT NULL constraint failed: notes.body.",
      }),
    );
  });

  test('when a statement is asked again with other parameters, it answers for those', () => {
    const { database, note } = opened();
    note('a');
    note('b');
    const find = (body: string) => database.one('SELECT body FROM notes WHERE body = :body', { body });
    expect([find('a'), find('absent'), find('b')]).toEqual([{ body: 'a' }, undefined, { body: 'b' }]);
  });

  test('when a parameter stands twice and in another order than it is given, each place gets its own', () => {
    const { database } = opened();
    database.run('INSERT INTO notes (title, body) VALUES (:title, :body || :title)', {
      body: 'b',
      title: 't',
    });
    expect(database.one('SELECT * FROM notes', {})).toEqual({ body: 'bt', title: 't' });
  });

  test('when a parameter is missing, the statement is not run with another value in its place', () => {
    const { database, bodies } = opened();
    const run = () => database.run('INSERT INTO notes (body, title) VALUES (:body, :title)', { body: 'a' });
    expect(run).toThrow('title');
    expect(bodies()).toEqual([]);
  });

  test('when it is closed, what was written before is answered, and later writes are refused', async () => {
    const database = openSqliteDatabase(':memory:');
    const before = database.write(() => 'stored');
    database.close();
    expect(await before).toBe('stored');
    await expect(database.write(() => 'late')).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});
