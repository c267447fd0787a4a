import { describe, expect, test } from '@jest/globals';

import { done, eachQueued, failure, openQueue, start } from '../testing/open-queue.ts';
import { settled } from '../testing/settled.ts';

describe('createSqliteTaskQueue', () => {
  const queued = eachQueued();

  describe('with its lease', () => {
    /** A task whose first receiver was blocked past its lease, so that a second one got it. */
    async function takenOver() {
      const { memory, jobId } = queued();
      const first = openQueue(memory, { leaseSeconds: 9 });
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId, start);
      const early = await first.receiver.next();
      void first.queue.stop();
      memory.clock.step(9000);
      const second = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      second.queue.start(second.receiver.deliver);
      return { early, late: await second.receiver.next(), second };
    }
    function task() {
      const { memory, jobId } = queued();
      return memory.database.one('SELECT * FROM tasks WHERE job_id = :jobId', { jobId });
    }

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
      const { memory } = queued();
      const { second } = await takenOver();
      const until = Number(task()?.['leased_until']);
      void second.queue.stop();
      await memory.clock.pass(2999);
      expect(task()).toMatchObject({ leased_until: until });
    });

    test('F24 when the clock jumps an hour ahead, the delivery under way is not repeated here or elsewhere', async () => {
      const { memory, jobId } = queued();
      const first = openQueue(memory, { leaseSeconds: 9 });
      const second = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      second.queue.start(second.receiver.deliver);
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId, start);
      await first.receiver.next();
      await memory.clock.pass(10_000);
      memory.clock.step(3_600_000);
      await memory.clock.pass(60_000);
      expect(first.receiver.jobIds).toEqual([jobId]);
      expect(second.receiver.jobIds).toEqual([]);
    });

    test('F24 when the clock jumps an hour ahead and the receiver is dead, another gets the task soon', async () => {
      const { memory, jobId } = queued();
      const first = openQueue(memory, { leaseSeconds: 9 });
      const second = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId, start);
      await first.receiver.next();
      memory.database.run(`UPDATE tasks SET lease_token = lease_token + 1`, {});
      second.queue.start(second.receiver.deliver);
      await settled();
      memory.clock.step(3_600_000);
      await memory.clock.pass(20_000);
      expect(second.receiver.jobIds).toEqual([jobId]);
    });

    test('F24 when the clock is set back an hour and the receiver is dead, another gets the task soon', async () => {
      const { memory, jobId } = queued();
      const first = openQueue(memory, { leaseSeconds: 9 });
      const second = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId, start);
      await first.receiver.next();
      memory.database.run(`UPDATE tasks SET lease_token = lease_token + 1`, {});
      second.queue.start(second.receiver.deliver);
      await settled();
      memory.clock.step(-3_600_000);
      await memory.clock.pass(8000);
      expect(second.receiver.jobIds).toEqual([]);
      await memory.clock.pass(3000);
      expect(second.receiver.jobIds).toEqual([jobId]);
    });

    test('F24 when the clock jumps ahead and back again, a dead receiver holds its task for one lease only', async () => {
      const { memory, jobId } = queued();
      const first = openQueue(memory, { leaseSeconds: 9 });
      const second = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId, start);
      await first.receiver.next();
      memory.database.run(`UPDATE tasks SET lease_token = lease_token + 1`, {});
      second.queue.start(second.receiver.deliver);
      await settled();
      memory.clock.step(3_600_000);
      await memory.clock.pass(1000);
      memory.clock.step(-3_600_000);
      await memory.clock.pass(12_000);
      expect(second.receiver.jobIds).toEqual([jobId]);
    });

    test('when a queue starts again after an hour, what a dead receiver left is delivered at once', async () => {
      const { memory, jobId } = queued();
      const again = openQueue(memory, { leaseSeconds: 9, worker: 'worker-2' });
      again.queue.start(again.receiver.deliver);
      await settled();
      await again.queue.stop();
      const first = openQueue(memory, { leaseSeconds: 9 });
      first.queue.start(first.receiver.deliver);
      await first.queue.enqueue(jobId, start);
      await first.receiver.next();
      memory.database.run(`UPDATE tasks SET lease_token = lease_token + 1`, {});
      memory.clock.step(3_600_000);
      again.queue.start(again.receiver.deliver);
      await settled();
      expect(again.receiver.jobIds).toEqual([jobId]);
    });

    test('F24 when the clock is set back an hour, what is enqueued then is delivered at once', async () => {
      const { memory, jobId } = queued();
      const { queue, receiver } = openQueue(memory);
      queue.start(receiver.deliver);
      await queue.enqueue(jobId, start);
      (await receiver.next()).fail(failure());
      await settled();
      memory.clock.step(-3_600_000);
      await queue.enqueue(jobId, start);
      await settled();
      expect(receiver.jobIds).toEqual([jobId, jobId]);
    });
  });
});
