import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { giveUpJob } from '../give-up-job.ts';
import { buildNewJob } from '../testing/build-new-job.ts';
import { describeTaskQueueContract } from '../testing/describe-task-queue-contract.ts';
import { type MemoryStore, openMemoryStore } from '../testing/open-memory-store.ts';
import { createReceiver } from '../testing/receiver.ts';
import { settled } from '../testing/settled.ts';
import { createSqliteTaskQueue, type SqliteTaskQueueOptions } from './sqlite-task-queue.ts';

function openQueue(memory: MemoryStore, options: Partial<SqliteTaskQueueOptions> = {}) {
  const { database, clock } = memory;
  const errors: unknown[] = [];
  const receiver = createReceiver();
  const givenUp = createReceiver();
  const queue = createSqliteTaskQueue({
    ...{ database, clock, worker: 'worker-1', onGivenUp: givenUp.deliver },
    onError: (error) => void errors.push(error),
    ...options,
  });
  return { queue, receiver, givenUp, errors };
}

const storedJob = async ({ store }: MemoryStore) => (await store.create(buildNewJob())).job.id;

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
  let memory: MemoryStore;
  let jobId: string;

  beforeEach(async () => {
    memory = openMemoryStore();
    jobId = await storedJob(memory);
  });

  afterEach(() => memory.close());

  const done = { outcome: 'done' } as const;
  const failure = () => new Error('A receiver of a test that fails on purpose.');

  describe('delivering', () => {
    test('when jobs were enqueued one after the other, they are delivered in that order', async () => {
      const { queue, receiver } = openQueue(memory, { concurrency: 1 });
      const later = await storedJob(memory);
      await queue.enqueue(later);
      memory.clock.advance(1);
      await queue.enqueue(jobId);
      queue.start(receiver.deliver);
      (await receiver.next()).answer(done);
      (await receiver.next()).answer(done);
      expect(receiver.jobIds).toEqual([later, jobId]);
    });

    test('when three jobs wait and two may be delivered at once, the third comes when one is done', async () => {
      const { queue, receiver } = openQueue(memory, { concurrency: 2 });
      for (const id of [jobId, await storedJob(memory), await storedJob(memory)]) await queue.enqueue(id);
      queue.start(receiver.deliver);
      const first = await receiver.next();
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toHaveLength(2);
      first.answer(done);
      await settled();
      expect(receiver.jobIds).toHaveLength(3);
    });

    test('when another process enqueued a job, it is delivered within a second', async () => {
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await openQueue(memory, { worker: 'worker-2' }).queue.enqueue(jobId);
      await memory.clock.pass(1000);
      expect(receiver.jobIds).toEqual([jobId]);
    });

    test('when the job was deleted, to enqueue it does nothing', async () => {
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await memory.store.delete(jobId);
      await queue.enqueue(jobId);
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toEqual([]);
    });

    test('when a delivery takes ten leases long, it is not delivered to another', async () => {
      const first = openQueue(memory, { leaseSeconds: 9 });
      const second = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId);
      await first.receiver.next();
      second.queue.start(second.receiver.deliver);
      await memory.clock.pass(90_000);
      expect(second.receiver.jobIds).toEqual([]);
    });

    test('when a job is enqueued again during its delivery, the second one waits for the first to end', async () => {
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.enqueue(jobId);
      const first = await receiver.next();
      await queue.enqueue(jobId);
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toEqual([jobId]);
      first.answer(done);
      await settled();
      expect(receiver.jobIds).toEqual([jobId, jobId]);
    });

    test('when a job is enqueued again during its delivery, other jobs do not wait for it', async () => {
      const { queue, receiver } = openQueue(memory, { concurrency: 2 });
      queue.start(receiver.deliver);
      await queue.enqueue(jobId);
      await receiver.next();
      await queue.enqueue(jobId);
      memory.clock.advance(1);
      const other = await storedJob(memory);
      await queue.enqueue(other);
      await settled();
      expect(receiver.jobIds).toEqual([jobId, other]);
    });
  });

  describe('delivering again', () => {
    test('when deliveries throw, they come again after 1, 2, 4 … and at most 60 seconds', async () => {
      const { queue, errors } = openQueue(memory, { maxDeliveries: 100, pollSeconds: 0.1 });
      const times: number[] = [];
      queue.start(async () => {
        times.push(memory.clock.now());
        throw failure();
      });
      await queue.enqueue(jobId);
      await memory.clock.pass(130_000);
      const pauses = times.slice(1).map((time, index) => (time - Number(times[index])) / 1000);
      expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60].map((seconds) => expect.closeTo(seconds, 0)));
      expect(errors).toHaveLength(8);
    });

    test('when a receiver asks for it again at once, for ever, timers still run', async () => {
      const { queue } = openQueue(memory);
      let deliveries = 0;
      queue.start(async () => {
        deliveries += 1;
        // Without the pause this would never end: promises would keep all else from running.
        if (deliveries > 1000) throw new Error('The queue delivers without a pause.');
        return { outcome: 'again', afterSeconds: 0 };
      });
      await queue.enqueue(jobId);
      await memory.clock.pass(5000);
      expect(deliveries).toBeGreaterThan(1);
      expect(deliveries).toBeLessThanOrEqual(50);
    });

    test('F07 when every delivery throws, the sixth is to give up, and the job has failed', async () => {
      const { store, clock } = memory;
      let deliveries = 0;
      const { queue } = openQueue(memory, {
        onGivenUp: (id) => giveUpJob({ store, clock, worker: 'worker-1' }, id),
      });
      queue.start(async () => {
        deliveries += 1;
        throw failure();
      });
      await queue.enqueue(jobId);
      await memory.clock.pass(600_000);
      expect(deliveries).toBe(5);
      expect(await store.get(jobId)).toMatchObject({ status: 'failed', error: { code: 'job-given-up' } });
    });

    test('when a receiver asks for it again ten times, it is not given up', async () => {
      const { queue, receiver, givenUp } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.enqueue(jobId);
      for (let index = 0; index < 10; index += 1) {
        (await receiver.next()).answer({ outcome: 'again', afterSeconds: 1 });
        await memory.clock.pass(2000);
      }
      expect(receiver.jobIds).toHaveLength(11);
      expect(givenUp.jobIds).toEqual([]);
    });

    test('when giving up throws, it is tried again', async () => {
      const { queue, receiver, givenUp } = openQueue(memory, { maxDeliveries: 1 });
      queue.start(receiver.deliver);
      await queue.enqueue(jobId);
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
      const { queue, receiver, givenUp } = openQueue(memory, { maxDeliveries: 1 });
      queue.start(receiver.deliver);
      await queue.enqueue(jobId);
      (await receiver.next()).fail(failure());
      await settled();
      await queue.enqueue(jobId);
      expect((await givenUp.next()).jobId).toBe(jobId);
    });

    test('F07 when a delivery went unanswered and another job runs, the suspect waits for its end', async () => {
      const { queue, receiver } = openQueue(memory, { concurrency: 2 });
      queue.start(receiver.deliver);
      const other = await storedJob(memory);
      await queue.enqueue(jobId);
      (await receiver.next()).fail(failure());
      await settled();
      await queue.enqueue(other);
      const running = await receiver.next();
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toEqual([jobId, other]);
      running.answer(done);
      await settled();
      expect(receiver.jobIds).toEqual([jobId, other, jobId]);
    });

    test('F07 when a delivery went unanswered, the job is delivered alone, so that no other dies with it', async () => {
      const { queue: dying, receiver: lost } = openQueue(memory, { worker: 'dying' });
      const others = [await storedJob(memory), await storedJob(memory)];
      dying.start(lost.deliver);
      await dying.enqueue(jobId);
      await lost.next();
      void dying.stop();
      memory.database.run('UPDATE tasks SET leased_by = NULL, leased_until = NULL', {});
      const { queue, receiver } = openQueue(memory, { concurrency: 3 });
      for (const id of others) await queue.enqueue(id);
      queue.start(receiver.deliver);
      const suspect = await receiver.next();
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toEqual([jobId]);
      suspect.answer(done);
      await settled();
      expect(receiver.jobIds).toEqual([jobId, ...others]);
    });
  });

  describe('with its lease', () => {
    /** A task whose first receiver was blocked past its lease, so that a second one got it. */
    async function takenOver() {
      const first = openQueue(memory, { leaseSeconds: 9 });
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId);
      const early = await first.receiver.next();
      void first.queue.stop();
      memory.clock.step(9000);
      const second = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      second.queue.start(second.receiver.deliver);
      return { early, late: await second.receiver.next(), second };
    }
    const task = () => memory.database.one('SELECT * FROM tasks WHERE job_id = :jobId', { jobId });

    test('F04 when the receiver that lost its lease says done, the task stays', async () => {
      const { early } = await takenOver();
      const before = task();
      early.answer(done);
      await settled();
      expect(task()).toEqual(before);
      expect(before).toMatchObject({ leased_by: 'worker-2' });
    });

    test('F04 when the receiver that lost its lease asks for it again, the task stays', async () => {
      const { early } = await takenOver();
      const before = task();
      early.answer({ outcome: 'again', afterSeconds: 0 });
      await settled();
      expect(task()).toEqual(before);
    });

    test('F04 when the receiver that lost its lease throws, the task stays', async () => {
      const { early } = await takenOver();
      const before = task();
      early.fail(failure());
      await settled();
      expect(task()).toEqual(before);
    });

    test('F04 when the receiver that lost its lease renews it, the task still runs out with the later one', async () => {
      const { second } = await takenOver();
      const until = Number(task()?.['leased_until']);
      void second.queue.stop();
      await memory.clock.pass(2999);
      expect(task()).toMatchObject({ leased_until: until });
    });

    test('F24 when the clock jumps an hour ahead, the delivery under way is not repeated here or elsewhere', async () => {
      const first = openQueue(memory, { leaseSeconds: 9 });
      const second = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      second.queue.start(second.receiver.deliver);
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId);
      await first.receiver.next();
      await memory.clock.pass(10_000);
      memory.clock.step(3_600_000);
      await memory.clock.pass(60_000);
      expect(first.receiver.jobIds).toEqual([jobId]);
      expect(second.receiver.jobIds).toEqual([]);
    });

    test('F24 when the clock jumps an hour ahead and the receiver is dead, another gets the task soon', async () => {
      const first = openQueue(memory, { leaseSeconds: 9 });
      const second = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId);
      await first.receiver.next();
      memory.database.run(`UPDATE tasks SET lease_token = lease_token + 1`, {});
      second.queue.start(second.receiver.deliver);
      memory.clock.step(3_600_000);
      await memory.clock.pass(20_000);
      expect(second.receiver.jobIds).toEqual([jobId]);
    });

    test('F24 when the clock is set back an hour and the receiver is dead, another gets the task soon', async () => {
      const first = openQueue(memory, { leaseSeconds: 9 });
      const second = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId);
      await first.receiver.next();
      memory.database.run(`UPDATE tasks SET lease_token = lease_token + 1`, {});
      second.queue.start(second.receiver.deliver);
      memory.clock.step(-3_600_000);
      await memory.clock.pass(8000);
      expect(second.receiver.jobIds).toEqual([]);
      await memory.clock.pass(3000);
      expect(second.receiver.jobIds).toEqual([jobId]);
    });

    test('F24 when the clock jumps ahead and back again, a dead receiver holds its task for one lease only', async () => {
      const first = openQueue(memory, { leaseSeconds: 9 });
      const second = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId);
      await first.receiver.next();
      memory.database.run(`UPDATE tasks SET lease_token = lease_token + 1`, {});
      second.queue.start(second.receiver.deliver);
      memory.clock.step(3_600_000);
      await memory.clock.pass(1000);
      memory.clock.step(-3_600_000);
      await memory.clock.pass(12_000);
      expect(second.receiver.jobIds).toEqual([jobId]);
    });

    test('F24 when the clock is set back an hour, what is enqueued then is delivered at once', async () => {
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.enqueue(jobId);
      (await receiver.next()).fail(failure());
      await settled();
      memory.clock.step(-3_600_000);
      await queue.enqueue(jobId);
      await settled();
      expect(receiver.jobIds).toEqual([jobId, jobId]);
    });
  });

  describe('stopping', () => {
    test('when it stops, it waits for the delivery under way, delivers nothing more and leaves no timer', async () => {
      const { queue, receiver } = openQueue(memory, { concurrency: 1 });
      queue.start(receiver.deliver);
      await queue.enqueue(jobId);
      const delivery = await receiver.next();
      await queue.enqueue(await storedJob(memory));
      const events: string[] = [];
      const stop = queue.stop().then(() => events.push('stopped'));
      await memory.clock.pass(60_000);
      expect(events).toEqual([]);
      delivery.answer(done);
      await stop;
      await queue.enqueue(jobId);
      await memory.clock.pass(60_000);
      expect(receiver.jobIds).toEqual([jobId]);
      expect(memory.clock.timers).toBe(0);
    });

    test('when it stops with nothing under way, it stops at once and leaves no timer', async () => {
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.stop();
      expect(memory.clock.timers).toBe(0);
    });

    test('when it is started again after a stop, it delivers what waited', async () => {
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.stop();
      await queue.enqueue(jobId);
      queue.start(receiver.deliver);
      expect((await receiver.next()).jobId).toBe(jobId);
    });
  });
});
