import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createSqliteJobStore, createSqliteTaskQueue, openSqliteDatabase } from '@la-factoria/job';
import {
  buildNewJob,
  createManualClock,
  describeJobStoreContract,
  describeTaskQueueContract,
  type TestRequest,
} from '@la-factoria/job/testing';

/** Two connections to one file. */
function openFile() {
  const folder = mkdtempSync(join(tmpdir(), 'factoria-job-'));
  const clock = createManualClock();
  const connections = [1, 2].map(() => openSqliteDatabase(join(folder, 'jobs.sqlite')));
  const [store, other] = connections.map((database) =>
    createSqliteJobStore<TestRequest>({ database, clock }),
  );
  const [database] = connections;
  if (!store || !other || !database) throw new Error('There are two connections.');
  const close = () => {
    store.close();
    other.close();
    for (const connection of connections) connection.close();
    rmSync(folder, { recursive: true });
  };
  return { clock, database, store, other, close };
}

describeJobStoreContract('SQLite in a file, by two connections', () => {
  const { store, other, clock, close } = openFile();
  return {
    ...{ store, other, close },
    passSeconds: (seconds) => clock.pass(seconds * 1000),
    stepClock: (seconds) => clock.step(seconds * 1000),
  };
});

describeTaskQueueContract('SQLite in a file', () => {
  const { database, clock, store, close } = openFile();
  const queue = createSqliteTaskQueue({
    ...{ database, clock, worker: 'worker-1', onError: () => {} },
    onGivenUp: async () => ({ outcome: 'done' }),
  });
  return {
    ...{ queue, close },
    start: (deliver) => queue.start(deliver),
    newJobId: async () => (await store.create(buildNewJob())).job.id,
    passSeconds: (seconds) => clock.pass(seconds * 1000),
  };
});
