import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { buildNewJob } from '../testing/build-new-job.ts';
import { leaseOf } from '../testing/job-store-contract/job-store-harness.ts';
import { type MemoryStore, openMemoryStore } from '../testing/open-memory-store.ts';
import { openQueue, start } from '../testing/open-queue.ts';
import { newLocalWorkerId } from './local-worker-id.ts';
import { releaseDeadLeases } from './release-dead-leases.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

const self = newLocalWorkerId();
/** Our own process id with another start: certainly dead. */
const [place] = newLocalWorkerId().split(':');
const dead = `${place}:${process.pid}:0:01949c1e-0000-4000-8000-000000000000`;
const elsewhere = 'another-machine:1:0.000:01949c1e-0000-4000-8000-000000000000';

describe('releaseDeadLeases', () => {
  let memory: MemoryStore;
  let id: string;

  beforeEach(async () => {
    memory = openMemoryStore();
    id = (await memory.store.create(buildNewJob())).job.id;
  });

  afterEach(() => memory.close());

  test('when the holder is dead, its job may be claimed at once, with a higher token', async () => {
    const lease = leaseOf(await memory.store.claim(id, dead, 10));
    await releaseDeadLeases(memory.database, self);
    expect(await memory.store.holds(lease)).toBe(false);
    const later = leaseOf(await memory.store.claim(id, self, 10));
    expect(later.token).toBeGreaterThan(lease.token);
  });

  test.each([
    ['is on another machine', elsewhere],
    ['is ourselves', self],
  ])('when the holder %s, it keeps its lease', async (_, holder) => {
    const lease = leaseOf(await memory.store.claim(id, holder, 10));
    await releaseDeadLeases(memory.database, self);
    expect(await memory.store.holds(lease)).toBe(true);
    expect(await memory.store.claim(id, 'worker-2', 10)).toMatchObject({ outcome: 'leased-elsewhere' });
  });

  test('when a dead and a living worker hold jobs, only the dead one loses its own', async () => {
    await memory.store.claim(id, dead, 10);
    const { job } = await memory.store.create(buildNewJob());
    const living = leaseOf(await memory.store.claim(job.id, elsewhere, 10));
    await releaseDeadLeases(memory.database, self);
    expect(await memory.store.waiting(10)).toEqual([id]);
    expect(await memory.store.holds(living)).toBe(true);
  });

  test('when a dead worker was receiving a task, the task is delivered at once', async () => {
    const first = openQueue(memory, { worker: dead });
    first.queue.start(first.receiver.deliver);
    await first.queue.enqueue(id, start);
    await first.receiver.next();
    void first.queue.stop();
    await releaseDeadLeases(memory.database, self);
    expect(memory.database.one('SELECT leased_by, leased_from, leased_until FROM tasks', {})).toEqual({
      ...{ leased_by: null, leased_from: null, leased_until: null },
    });
  });

  test('when a job has ended, it is not touched', async () => {
    const lease = leaseOf(await memory.store.claim(id, dead, 10));
    await memory.store.finish(lease, { status: 'completed' });
    const ended = await memory.store.get(id);
    await releaseDeadLeases(memory.database, self);
    expect(await memory.store.get(id)).toEqual(ended);
    expect(ended).toMatchObject({ status: 'completed' });
  });

  test('when nobody is dead, nothing is written', async () => {
    await memory.store.claim(id, elsewhere, 10);
    const refusing: SqliteDatabase = {
      ...memory.database,
      write: () => Promise.reject(new Error('There is nothing to write.')),
    };
    await expect(releaseDeadLeases(refusing, self)).resolves.toBeUndefined();
  });

  test('when a dead worker was in the middle of a step, its run is in doubt from then', async () => {
    const lease = leaseOf(await memory.store.claim(id, dead, 10));
    await memory.store.startStep(lease, { step: 'outline', run: 1 });
    await releaseDeadLeases(memory.database, self);
    expect(await memory.store.ledger(id)).toMatchObject([{ outcome: 'in-doubt', worker: dead }]);
  });
});
