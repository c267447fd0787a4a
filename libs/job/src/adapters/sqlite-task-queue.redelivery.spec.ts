import { describe, expect, test } from '@jest/globals';

import { JobError } from '../errors.ts';
import { giveUpJob } from '../give-up-job.ts';
import { done, eachQueued, failure, openQueue, start, storedJob } from '../testing/open-queue.ts';
import { settled } from '../testing/settled.ts';

describe('createSqliteTaskQueue', () => {
  const queued = eachQueued();

  describe('delivering again', () => {
    test('when deliveries throw, they come again after 1, 2, 4 … and at most 60 seconds', async () => {
      const { memory, jobId } = queued();
      const { queue, errors } = openQueue(memory, { maxDeliveries: 100, pollSeconds: 0.1 });
      const times: number[] = [];
      queue.start(async () => {
        times.push(memory.clock.now());
        throw failure();
      });
      await queue.enqueue(jobId, start);
      await memory.clock.pass(130_000);
      const pauses = times.slice(1).map((time, index) => (time - Number(times[index])) / 1000);
      expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60].map((seconds) => expect.closeTo(seconds, 0)));
      expect(errors).toHaveLength(8);
    });

    test('F06 when the store is away at each delivery, the task is not given up for it', async () => {
      const { memory, jobId } = queued();
      const { queue, givenUp, errors } = openQueue(memory, { maxDeliveries: 2 });
      const away = new JobError('store-unavailable', 'It is away, on purpose.', { isRetryable: true });
      queue.start(() => Promise.reject(away));
      await queue.enqueue(jobId, start);
      await memory.clock.pass(10_000);
      expect(errors.length).toBeGreaterThan(2);
      expect(givenUp.jobIds).toEqual([]);
    });

    test('when a receiver asks for it again at once, for ever, timers still run', async () => {
      const { memory, jobId } = queued();
      const { queue } = openQueue(memory);
      let deliveries = 0;
      queue.start(async () => {
        deliveries += 1;
        // Without the pause this would never end: promises would keep all else from running.
        if (deliveries > 1000) throw new Error('The queue delivers without a pause.');
        return { outcome: 'again', afterSeconds: 0 };
      });
      await queue.enqueue(jobId, start);
      await memory.clock.pass(5000);
      expect(deliveries).toBeGreaterThan(1);
      expect(deliveries).toBeLessThanOrEqual(51);
    });

    test('F07 when every delivery throws, the sixth is to give up, and the job has failed', async () => {
      const { memory, jobId } = queued();
      const { store, clock } = memory;
      let deliveries = 0;
      const { queue } = openQueue(memory, {
        onGivenUp: (id) => giveUpJob({ store, clock, worker: 'worker-1' }, id),
      });
      queue.start(async () => {
        deliveries += 1;
        throw failure();
      });
      await queue.enqueue(jobId, start);
      await memory.clock.pass(600_000);
      expect(deliveries).toBe(5);
      expect(await store.get(jobId)).toMatchObject({ status: 'failed', error: { code: 'job-given-up' } });
    });

    test('when a receiver asks for it again ten times, it is not given up', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver, givenUp } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, start);
      for (let index = 0; index < 10; index += 1) {
        (await receiver.next()).answer({ outcome: 'again', afterSeconds: 1 });
        await memory.clock.pass(2000);
      }
      expect(receiver.jobIds).toHaveLength(11);
      expect(givenUp.jobIds).toEqual([]);
    });

    test('when giving up throws, it is tried again', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver, givenUp } = openQueue(memory, { maxDeliveries: 1 });
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, start);
      (await receiver.next()).fail(failure());
      await memory.clock.pass(10_000);
      (await givenUp.next()).fail(failure());
      await memory.clock.pass(60_000);
      (await givenUp.next()).answer(done);
      await memory.clock.pass(600_000);
      expect(receiver.jobIds).toEqual([jobId]);
      expect(givenUp.jobIds).toEqual([jobId, jobId]);
    });

    test('when it is enqueued again while it waits after a throw, it comes at once, still counted', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver, givenUp } = openQueue(memory, { maxDeliveries: 1 });
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, start);
      (await receiver.next()).fail(failure());
      await settled();
      await queue.enqueue(jobId, start);
      expect((await givenUp.next()).jobId).toBe(jobId);
    });

    test('F07 when a delivery went unanswered and another job runs, the suspect waits for its end', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory, { concurrency: 2 });
      queue.start(receiver.deliver);
      const other = await storedJob(memory);
      await queue.enqueue(jobId, start);
      (await receiver.next()).fail(failure());
      await settled();
      await queue.enqueue(other, start);
      const running = await receiver.next();
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toEqual([jobId, other]);
      running.answer(done);
      await settled();
      expect(receiver.jobIds).toEqual([jobId, other, jobId]);
    });

    test('F07 when a delivery went unanswered, the job is delivered alone, so that no other dies with it', async () => {
      const { memory, jobId } = queued();
      const { queue: dying, receiver: lost } = openQueue(memory, { worker: 'dying' });
      const others = [await storedJob(memory), await storedJob(memory)];
      dying.start(lost.deliver);
      await dying.enqueue(jobId, start);
      await lost.next();
      void dying.stop();
      memory.database.run('UPDATE tasks SET leased_by = NULL, leased_from = NULL, leased_until = NULL', {});
      const { queue, receiver } = openQueue(memory, { concurrency: 3 });
      for (const id of others) await queue.enqueue(id, start);
      queue.start(receiver.deliver);
      const suspect = await receiver.next();
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toEqual([jobId]);
      suspect.answer(done);
      await settled();
      expect(receiver.jobIds).toEqual([jobId, ...others]);
    });
  });
});
