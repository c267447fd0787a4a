import { describe, expect, test } from '@jest/globals';

import { JobError } from '../errors.ts';
import type { DeliverTask } from '../ports/task-queue.ts';
import type { MemoryStore } from '../testing/open-memory-store.ts';
import { done, eachQueued, openQueue, start, storedJob } from '../testing/open-queue.ts';
import { settled } from '../testing/settled.ts';
import { newLocalWorkerId } from './local-worker-id.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/** Our own process id with another start: certainly dead. */
const [place] = newLocalWorkerId().split(':');
const dead = `${place}:${process.pid}:0:01949c1e-0000-4000-8000-000000000000`;

describe('createSqliteTaskQueue', () => {
  const queued = eachQueued();

  /** The database, in which the next writes are refused as by a full disk, and which counts the writes. */
  function watched({ database }: MemoryStore) {
    let refusals = 0;
    let writes = 0;
    const watchedDatabase: SqliteDatabase = {
      ...database,
      write(work, durability) {
        writes += 1;
        refusals -= 1;
        if (refusals < 0) return database.write(work, durability);
        return Promise.reject(new JobError('store-unavailable', 'The disk is full.', { isRetryable: true }));
      },
    };
    return {
      ...{ database: watchedDatabase, writes: () => writes },
      refuse: (times: number) => void (refusals = times),
    };
  }

  describe('receiving', () => {
    test('when five jobs wait and five may be delivered at once, they are received in one write', async () => {
      const { memory, jobId } = queued();
      const { database, writes } = watched(memory);
      const { queue, receiver } = openQueue(memory, { database, concurrency: 5 });
      const ids = [jobId];
      for (let index = 0; index < 4; index += 1) ids.push(await storedJob(memory));
      for (const id of ids) await queue.enqueue(id, start);
      const before = writes();
      queue.start(receiver.deliver);
      await settled();
      expect([...receiver.jobIds].sort()).toEqual([...ids].sort());
      expect(writes() - before).toBe(1);
    });

    test.each([1, 2, 3])(
      'when jobs come at any moment of another one, none waits for the next look (concurrency %p)',
      async (concurrency) => {
        const { memory, jobId } = queued();
        const { queue } = openQueue(memory, { concurrency, pollSeconds: 3600 });
        const delivered: string[] = [];
        const deliver: DeliverTask = async (id) => {
          delivered.push(id);
          return done;
        };
        queue.start(deliver);
        await settled();
        const expected: string[] = [];
        const turn = () => new Promise((resolve) => setImmediate(resolve));
        for (let moment = 0; moment < 40; moment += 1) {
          const later = await storedJob(memory);
          expected.push(jobId, later);
          void queue.enqueue(jobId, start);
          for (let passed = 0; passed < Math.floor(moment / 8); passed += 1) await turn();
          for (let passed = 0; passed < moment % 8; passed += 1) await Promise.resolve();
          void queue.enqueue(later, start);
          await settled();
        }
        expect([...delivered].sort()).toEqual([...expected].sort());
      },
    );

    test('when nothing is due, the looks of a minute write nothing, and one timer is set at a time', async () => {
      const { memory, jobId } = queued();
      const { database, writes } = watched(memory);
      const { queue, receiver } = openQueue(memory, { database });
      queue.start(receiver.deliver);
      for (let index = 0; index < 5; index += 1) {
        await queue.enqueue(jobId, start);
        (await receiver.next()).answer(done);
        await settled();
      }
      expect(memory.clock.timers).toBe(1);
      const before = writes();
      await memory.clock.pass(60_000);
      expect(writes()).toBe(before);
      expect(memory.clock.timers).toBe(1);
    });

    test('F06 when the store refuses to give out a task, the next look finds it', async () => {
      const { memory, jobId } = queued();
      const { database, refuse } = watched(memory);
      const { queue, receiver, errors } = openQueue(memory, { database });
      await queue.enqueue(jobId, start);
      refuse(1);
      queue.start(receiver.deliver);
      await settled();
      expect(receiver.jobIds).toEqual([]);
      await memory.clock.pass(1000);
      expect(receiver.jobIds).toEqual([jobId]);
      expect(errors).toMatchObject([{ code: 'store-unavailable' }]);
    });

    test('F06 when the store refuses that a task is done, it is delivered again, and others meanwhile', async () => {
      const { memory, jobId } = queued();
      const { database, refuse } = watched(memory);
      const { queue, receiver, errors } = openQueue(memory, { database, leaseSeconds: 9 });
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, start);
      const first = await receiver.next();
      refuse(2);
      first.answer(done);
      await settled();
      expect(errors).toHaveLength(2);
      const other = await storedJob(memory);
      await queue.enqueue(other, start);
      await settled();
      (await receiver.next()).answer(done);
      await memory.clock.pass(11_000);
      (await receiver.next()).answer(done);
      expect(receiver.jobIds).toEqual([jobId, other, jobId]);
    });

    test('F06 when the store refuses an order, whoever gave it is told', async () => {
      const { memory, jobId } = queued();
      const { database, refuse } = watched(memory);
      const { queue } = openQueue(memory, { database });
      refuse(1);
      await expect(queue.enqueue(jobId, start)).rejects.toMatchObject({ code: 'store-unavailable' });
    });
  });

  describe('handing over', () => {
    test('F05 when it stops while it receives, the task is given back at once, and that delivery does not count', async () => {
      const { memory, jobId } = queued();
      const stopping = openQueue(memory, { maxDeliveries: 1 });
      const other = await storedJob(memory);
      await stopping.queue.enqueue(jobId, start);
      await stopping.queue.enqueue(other, start);
      await settled();
      stopping.queue.start(stopping.receiver.deliver);
      await stopping.queue.stop();
      expect(stopping.receiver.jobIds).toEqual([]);
      expect(memory.clock.timers).toBe(0);
      const next = openQueue(memory, { worker: 'worker-2', maxDeliveries: 1 });
      next.queue.start(next.receiver.deliver);
      await settled();
      expect([...next.receiver.jobIds].sort()).toEqual([jobId, other].sort());
      expect(next.givenUp.jobIds).toEqual([]);
    });

    test('when a process of this machine has died, its tasks are taken over at the next look, not at their leases end', async () => {
      const { memory, jobId } = queued();
      const living = openQueue(memory, { worker: newLocalWorkerId() });
      living.queue.start(living.receiver.deliver);
      await settled();
      const died = openQueue(memory, { worker: dead });
      died.queue.start(died.receiver.deliver);
      await died.queue.enqueue(jobId, start);
      await died.receiver.next();
      void died.queue.stop();
      await memory.clock.pass(1000);
      expect(living.receiver.jobIds).toEqual([jobId]);
      expect(living.errors).toEqual([]);
    });

    test('when a process died before this one started, its tasks are taken over at the start', async () => {
      const { memory, jobId } = queued();
      const died = openQueue(memory, { worker: dead });
      died.queue.start(died.receiver.deliver);
      await died.queue.enqueue(jobId, start);
      await died.receiver.next();
      void died.queue.stop();
      const living = openQueue(memory, { worker: newLocalWorkerId() });
      living.queue.start(living.receiver.deliver);
      await settled();
      expect(living.receiver.jobIds).toEqual([jobId]);
    });

    test('when two queues of this process run on one file, neither takes the other for dead', async () => {
      const { memory, jobId } = queued();
      const [first, second] = [0, 1].map(() => openQueue(memory, { worker: newLocalWorkerId() }));
      first?.queue.start(first.receiver.deliver);
      second?.queue.start(second.receiver.deliver);
      await first?.queue.enqueue(jobId, start);
      await first?.receiver.next();
      await memory.clock.pass(60_000);
      expect(first?.receiver.jobIds).toEqual([jobId]);
      expect(second?.receiver.jobIds).toEqual([]);
    });

    test('when a task is given back as its lease is to be renewed, it is free all the same and comes when it is due', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver, errors } = openQueue(memory, { leaseSeconds: 9 });
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, start);
      const delivery = await receiver.next();
      await memory.clock.pass(2999);
      delivery.answer({ outcome: 'again', afterSeconds: 1 });
      // The answer is on its way to the disk when the time for the renewal comes.
      for (let passed = 0; passed < 10; passed += 1) await Promise.resolve();
      memory.clock.advance(1);
      await memory.clock.pass(2000);
      expect(receiver.jobIds).toEqual([jobId, jobId]);
      expect(errors).toEqual([]);
    });
  });
});
