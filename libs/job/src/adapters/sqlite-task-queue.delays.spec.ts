import { describe, expect, test } from '@jest/globals';

import { done, eachQueued, openQueue, start, storedJob } from '../testing/open-queue.ts';
import { settled } from '../testing/settled.ts';

describe('createSqliteTaskQueue', () => {
  const queued = eachQueued();

  describe('with delays', () => {
    test('when a job is enqueued for later, it is delivered to the millisecond, not when the queue looks next', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory, { pollSeconds: 60 });
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, { ...start, afterSeconds: 2.5 });
      await memory.clock.pass(2499);
      expect(receiver.jobIds).toEqual([]);
      await memory.clock.pass(1);
      expect(receiver.jobIds).toEqual([jobId]);
    });

    test('when a later job and then a sooner one are enqueued, each is delivered at its time', async () => {
      const { memory, jobId } = queued();
      const { queue } = openQueue(memory, { pollSeconds: 60 });
      const sooner = await storedJob(memory);
      const times: [string, number][] = [];
      const begun = memory.clock.now();
      queue.start(async (id) => {
        times.push([id, memory.clock.now() - begun]);
        return done;
      });
      await queue.enqueue(jobId, { ...start, afterSeconds: 9 });
      await queue.enqueue(sooner, { ...start, afterSeconds: 4 });
      await memory.clock.pass(10_000);
      expect(times).toEqual([
        [sooner, 4000],
        [jobId, 9000],
      ]);
    });

    test('when a job waits for later and is enqueued for now on another occasion, it is delivered at once and once', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, { ...start, afterSeconds: 60 });
      await queue.enqueue(jobId, { occasion: 'attempt-2' });
      await settled();
      (await receiver.next()).answer(done);
      await memory.clock.pass(120_000);
      expect(receiver.jobIds).toEqual([jobId]);
    });

    test('when a job is due and is enqueued for later, it is still delivered at once', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory);
      await queue.enqueue(jobId, start);
      await queue.enqueue(jobId, { occasion: 'attempt-2', afterSeconds: 60 });
      queue.start(receiver.deliver);
      await settled();
      expect(receiver.jobIds).toEqual([jobId]);
    });

    test('when a job is enqueued for later during its delivery, it comes again then and not as the delivery ends', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, start);
      const first = await receiver.next();
      await queue.enqueue(jobId, { occasion: 'attempt-2', afterSeconds: 60 });
      first.answer(done);
      await memory.clock.pass(59_000);
      expect(receiver.jobIds).toEqual([jobId]);
      await memory.clock.pass(1000);
      expect(receiver.jobIds).toEqual([jobId, jobId]);
    });

    test('when another process enqueued a job for later, it is delivered when it is due', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await openQueue(memory, { worker: 'worker-2' }).queue.enqueue(jobId, { ...start, afterSeconds: 2.3 });
      await memory.clock.pass(2299);
      expect(receiver.jobIds).toEqual([]);
      await memory.clock.pass(1);
      expect(receiver.jobIds).toEqual([jobId]);
    });
  });
});
