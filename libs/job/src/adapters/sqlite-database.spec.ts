import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { openSqliteDatabase, type SqliteDatabase } from './sqlite-database.ts';

describe('openSqliteDatabase', () => {
  let database: SqliteDatabase;

  beforeEach(() => {
    database = openSqliteDatabase(':memory:');
    database.run('CREATE TABLE notes (body TEXT NOT NULL)', {});
  });

  afterEach(() => database.close());

  const write = (body: string | null) => database.run('INSERT INTO notes (body) VALUES (:body)', { body });
  const bodies = () => database.all('SELECT body FROM notes ORDER BY body', {}).map((row) => row['body']);

  test('when work throws in a transaction, nothing of it is stored and the error is the one thrown', () => {
    const fault = new Error('A fault of a test, on purpose.');
    const work = () => {
      write('half');
      throw fault;
    };
    expect(() => database.transaction(work)).toThrow(fault);
    expect(bodies()).toEqual([]);
  });

  test('when a transaction failed, the next one succeeds', () => {
    expect(() => database.transaction(() => write(null))).toThrow();
    expect(database.transaction(() => write('whole'))).toEqual({ changes: 1 });
    expect(bodies()).toEqual(['whole']);
  });

  test('when a statement breaks a rule of the tables, that is no passing trouble', () => {
    expect(() => write(null)).toThrow(
      expect.objectContaining({
        ...{ name: 'JobError', code: 'store-unavailable', isRetryable: false },
        message: "The job database can't be used: NOT NULL constraint failed: notes.body.",
      }),
    );
  });

  test('when a statement is asked again with other parameters, it answers for those', () => {
    write('a');
    write('b');
    const find = (body: string) => database.one('SELECT body FROM notes WHERE body = :body', { body });
    expect([find('a'), find('absent'), find('b')]).toEqual([{ body: 'a' }, undefined, { body: 'b' }]);
  });
});
