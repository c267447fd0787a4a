import { hostname } from 'node:os';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { buildNewJob } from '../testing/build-new-job.ts';
import { leaseOf } from '../testing/job-store-contract/job-store-harness.ts';
import { type MemoryStore, openMemoryStore } from '../testing/open-memory-store.ts';
import { createReceiver } from '../testing/receiver.ts';
import { newLocalWorkerId } from './local-worker-id.ts';
import { releaseDeadLeases } from './release-dead-leases.ts';
import { createSqliteTaskQueue } from './sqlite-task-queue.ts';

const self = newLocalWorkerId();
/** Our own process id with another start: certainly dead. */
const dead = `${hostname()}:${process.pid}:01949c1e-0000-4000-8000-000000000000`;
const elsewhere = 'another-machine:1:01949c1e-0000-4000-8000-000000000000';

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
    releaseDeadLeases(memory.database, self);
    expect(await memory.store.holds(lease)).toBe(false);
    const later = leaseOf(await memory.store.claim(id, self, 10));
    expect(later.token).toBeGreaterThan(lease.token);
  });

  test.each([
    ['is on another machine', elsewhere],
    ['is ourselves', self],
  ])('when the holder %s, it keeps its lease', async (_, holder) => {
    const lease = leaseOf(await memory.store.claim(id, holder, 10));
    releaseDeadLeases(memory.database, self);
    expect(await memory.store.holds(lease)).toBe(true);
    expect(await memory.store.claim(id, 'worker-2', 10)).toMatchObject({ outcome: 'leased-elsewhere' });
  });

  test('when a dead and a living worker hold jobs, only the dead one loses its own', async () => {
    await memory.store.claim(id, dead, 10);
    const { job } = await memory.store.create(buildNewJob());
    const living = leaseOf(await memory.store.claim(job.id, elsewhere, 10));
    releaseDeadLeases(memory.database, self);
    expect(await memory.store.waiting(10)).toEqual([id]);
    expect(await memory.store.holds(living)).toBe(true);
  });

  test('when a dead worker was receiving a task, the task is delivered at once', async () => {
    const open = (worker: string) => {
      const { database, clock } = memory;
      const receiver = createReceiver();
      const { deliver } = receiver;
      const queue = createSqliteTaskQueue({ database, clock, worker, onError: () => {}, onGivenUp: deliver });
      queue.start(deliver);
      return { queue, receiver };
    };
    const first = open(dead);
    await first.queue.enqueue(id);
    await first.receiver.next();
    releaseDeadLeases(memory.database, self);
    const second = open(self);
    const delivery = await second.receiver.next();
    expect(delivery.jobId).toBe(id);
  });
});
