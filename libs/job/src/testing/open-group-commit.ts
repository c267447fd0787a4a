import { DatabaseSync } from 'node:sqlite';

import { noCheckpoints } from '../adapters/sqlite-checkpoints.ts';
import { createGroupCommit, type Durability } from '../adapters/sqlite-group-commit.ts';
import { createManualClock } from './manual-clock.ts';

/** A sync of the log that is done when the test says so. */
function createManualSync() {
  let asked: PromiseWithResolvers<void>[] = [];
  let isClosed = false;
  let isBroken = false;
  const answered = () => {
    const together = asked;
    asked = [];
    return together;
  };
  return {
    sync() {
      const one = Promise.withResolvers<void>();
      asked.push(one);
      return one.promise;
    },
    secure: () => !isBroken,
    close: () => void (isClosed = true),
    finish: () => answered().forEach(({ resolve }) => resolve()),
    fail: (error: Error) => answered().forEach(({ reject }) => reject(error)),
    /** Whether nothing can be brought onto it any more, by no way. */
    setBroken: (to: boolean) => void (isBroken = to),
    underWay: () => asked.length,
    isClosed: () => isClosed,
  };
}

/** A group commit over a real connection, which tells what was executed on it. */
export function openGroupCommit(path = ':memory:') {
  const database = new DatabaseSync(path, { timeout: 0 });
  database.exec('CREATE TABLE IF NOT EXISTS notes (body TEXT NOT NULL)');
  const executed: string[] = [];
  const control = {
    exec(sql: string) {
      executed.push(sql);
      database.exec(sql);
    },
    get isTransaction() {
      return database.isTransaction;
    },
  };
  const clock = createManualClock();
  const disk = createManualSync();
  const group = createGroupCommit(control, { walSync: disk, checkpoints: noCheckpoints }, clock);

  const insert = database.prepare('INSERT INTO notes (body) VALUES (?)');
  /** Writes a note, and answers its body. */
  const note = (body: string | null, durability: Durability = 'disk') =>
    group.write(() => {
      insert.run(body);
      return body;
    }, durability);
  const notes = () =>
    database
      .prepare('SELECT body FROM notes')
      .all()
      .map(({ body }) => body);
  const commits = () => executed.filter((sql) => sql === 'COMMIT').length;

  return { database, executed, clock, disk, group, note, notes, commits, close: () => database.close() };
}

export type OpenGroupCommit = ReturnType<typeof openGroupCommit>;

/** How each promise has come out so far. */
export function watchAll(promises: readonly Promise<unknown>[]): () => string[] {
  const states = promises.map(() => 'waiting');
  promises.forEach((promise, index) => {
    promise.then(
      () => (states[index] = 'answered'),
      () => (states[index] = 'refused'),
    );
  });
  return () => [...states];
}
