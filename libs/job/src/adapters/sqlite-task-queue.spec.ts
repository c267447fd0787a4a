import { describe, expect, test } from '@jest/globals';

import { describeTaskQueueContract } from '../testing/describe-task-queue-contract.ts';
import { openMemoryStore } from '../testing/open-memory-store.ts';
import { done, eachQueued, openQueue, start, storedJob } from '../testing/open-queue.ts';
import { settled } from '../testing/settled.ts';

describeTaskQueueContract('SQLite in memory', () => {
  const memory = openMemoryStore();
  const { queue } = openQueue(memory);
  return {
    queue,
    start: (deliver) => queue.start(deliver),
    newJobId: () => storedJob(memory),
    passSeconds: (seconds) => memory.clock.pass(seconds * 1000),
    // Not stopped: a delivery that a test leaves open would hold it up.
    close: () => memory.close(),
  };
});

describe('createSqliteTaskQueue', () => {
  const queued = eachQueued();

  describe('when it is asked for a task only if that is missing', () => {
    const ifMissing = { occasion: 'sweep-1', onlyIfMissing: true };

    test('when there is none, it comes', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, ifMissing);
      expect((await receiver.next()).jobId).toBe(jobId);
    });

    test('when it has to wait, it waits on', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, { ...start, afterSeconds: 60 });
      await queue.enqueue(jobId, ifMissing);
      await memory.clock.pass(59_000);
      expect(receiver.jobIds).toEqual([]);
    });

    test('F07 when it is under way, it does not come again, and counts as before', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, start);
      const delivery = await receiver.next();
      await queue.enqueue(jobId, ifMissing);
      delivery.answer({ outcome: 'again', afterSeconds: 1 });
      await memory.clock.pass(500);
      expect(memory.database.all('SELECT deliveries FROM tasks', {})).toEqual([{ deliveries: 0 }]);
      await memory.clock.pass(500);
      (await receiver.next()).answer(done);
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toEqual([jobId, jobId]);
    });
  });

  describe('delivering', () => {
    test('when jobs were enqueued one after the other, they are delivered in that order', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory, { concurrency: 1 });
      const later = await storedJob(memory);
      await queue.enqueue(later, start);
      memory.clock.advance(1);
      await queue.enqueue(jobId, start);
      queue.start(receiver.deliver);
      (await receiver.next()).answer(done);
      (await receiver.next()).answer(done);
      expect(receiver.jobIds).toEqual([later, jobId]);
    });

    test('when three jobs wait and two may be delivered at once, the third comes when one is done', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory, { concurrency: 2 });
      for (const id of [jobId, await storedJob(memory), await storedJob(memory)])
        await queue.enqueue(id, start);
      queue.start(receiver.deliver);
      const first = await receiver.next();
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toHaveLength(2);
      first.answer(done);
      await settled();
      expect(receiver.jobIds).toHaveLength(3);
    });

    test('when another process enqueued a job, it is delivered within a second', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await openQueue(memory, { worker: 'worker-2' }).queue.enqueue(jobId, start);
      await memory.clock.pass(1000);
      expect(receiver.jobIds).toEqual([jobId]);
    });

    test('when the job was deleted, to enqueue it does nothing', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await memory.store.delete(jobId);
      await queue.enqueue(jobId, start);
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toEqual([]);
    });

    test('when a delivery takes ten leases long, it is not delivered to another', async () => {
      const { memory, jobId } = queued();
      const first = openQueue(memory, { leaseSeconds: 9 });
      const second = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId, start);
      await first.receiver.next();
      second.queue.start(second.receiver.deliver);
      await memory.clock.pass(90_000);
      expect(second.receiver.jobIds).toEqual([]);
    });

    test('when a job is enqueued again during its delivery, the second one waits for the first to end', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, start);
      const first = await receiver.next();
      await queue.enqueue(jobId, start);
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toEqual([jobId]);
      first.answer(done);
      await settled();
      expect(receiver.jobIds).toEqual([jobId, jobId]);
    });

    test('when a job is enqueued again during its delivery, other jobs do not wait for it', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory, { concurrency: 2 });
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, start);
      await receiver.next();
      await queue.enqueue(jobId, start);
      memory.clock.advance(1);
      const other = await storedJob(memory);
      await queue.enqueue(other, start);
      await settled();
      expect(receiver.jobIds).toEqual([jobId, other]);
    });
  });

  describe('stopping', () => {
    test('when it stops, it waits for the delivery under way, delivers nothing more and leaves no timer', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory, { concurrency: 1 });
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, start);
      const delivery = await receiver.next();
      await queue.enqueue(await storedJob(memory), start);
      const events: string[] = [];
      const stop = queue.stop().then(() => events.push('stopped'));
      await memory.clock.pass(60_000);
      expect(events).toEqual([]);
      delivery.answer(done);
      await stop;
      await queue.enqueue(jobId, start);
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toEqual([jobId]);
      expect(memory.clock.timers).toBe(0);
    });

    test('when it stops with nothing under way, it stops at once and leaves no timer', async () => {
      const { memory } = queued();
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await settled();
      expect(memory.clock.timers).toBe(1);
      await queue.stop();
      expect(memory.clock.timers).toBe(0);
    });

    test('when it is started again after a stop, it delivers what waited', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.stop();
      await queue.enqueue(jobId, start);
      queue.start(receiver.deliver);
      expect((await receiver.next()).jobId).toBe(jobId);
    });
  });
});
