import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { DeliverTask, TaskQueue } from '../ports/task-queue.ts';
import { createReceiver, type Receiver } from './receiver.ts';

/** An empty queue under test. */
export interface TaskQueueHarness {
  queue: TaskQueue;
  /** From now on, what is enqueued is delivered. */
  start(deliver: DeliverTask): void | Promise<void>;
  /** The id of a job that may be enqueued. */
  newJobId(): string | Promise<string>;
  /** Lets the queue's time pass, and all that happens in it. */
  passSeconds(seconds: number): void | Promise<void>;
  close(): void | Promise<void>;
}

export interface TaskQueueTraits {
  /**
   * Whether a job comes again when its receiver asked for it. Not so with Cloud Tasks, which goes by the queue's backoff:
   * there, the case that measures the delay is not defined.
   */
  keepsDelays: boolean;
}

/** Longer than any backoff of a queue. */
const longSeconds = 600;
const start = { occasion: 'start' };
const retry = { occasion: 'second attempt' };

/** What every TaskQueue must do. Call it at the top level of a test file, once an adapter. */
export function describeTaskQueueContract(
  name: string,
  makeQueue: () => TaskQueueHarness | Promise<TaskQueueHarness>,
  { keepsDelays }: TaskQueueTraits = { keepsDelays: true },
): void {
  describe(`the contract of a task queue: ${name}`, () => {
    let harness: TaskQueueHarness;
    let receiver: Receiver;
    let jobId: string;

    beforeEach(async () => {
      harness = await makeQueue();
      receiver = createReceiver();
      jobId = await harness.newJobId();
    });

    afterEach(() => harness.close());

    test('when a job is enqueued, it is delivered at once', async () => {
      await harness.start(receiver.deliver);
      await harness.queue.enqueue(jobId, start);
      const delivery = await receiver.next();
      expect(delivery.jobId).toBe(jobId);
      delivery.answer({ outcome: 'done' });
    });

    test('when a job was enqueued before anyone received, it is delivered at the start', async () => {
      await harness.queue.enqueue(jobId, start);
      await harness.start(receiver.deliver);
      const delivery = await receiver.next();
      expect(delivery.jobId).toBe(jobId);
      delivery.answer({ outcome: 'done' });
    });

    test('when a job is enqueued for a minute later, it is delivered then and not before', async () => {
      await harness.start(receiver.deliver);
      await harness.queue.enqueue(jobId, { ...start, afterSeconds: 60 });
      await harness.passSeconds(59);
      expect(receiver.jobIds).toEqual([]);
      await harness.passSeconds(2);
      expect(receiver.jobIds).toEqual([jobId]);
      (await receiver.next()).answer({ outcome: 'done' });
    });

    test('when a delivery is answered with done, it does not come again', async () => {
      await harness.start(receiver.deliver);
      await harness.queue.enqueue(jobId, start);
      (await receiver.next()).answer({ outcome: 'done' });
      await harness.passSeconds(longSeconds);
      expect(receiver.jobIds).toEqual([jobId]);
    });

    test('when a job is enqueued again on the same occasion while it waits, it is delivered once', async () => {
      await harness.queue.enqueue(jobId, start);
      await harness.queue.enqueue(jobId, start);
      await harness.start(receiver.deliver);
      (await receiver.next()).answer({ outcome: 'done' });
      await harness.passSeconds(longSeconds);
      expect(receiver.jobIds).toEqual([jobId]);
    });

    test('when a job is enqueued on another occasion during its delivery, it is delivered again', async () => {
      await harness.start(receiver.deliver);
      await harness.queue.enqueue(jobId, start);
      const first = await receiver.next();
      await harness.queue.enqueue(jobId, retry);
      first.answer({ outcome: 'done' });
      await harness.passSeconds(longSeconds);
      const second = await receiver.next();
      second.answer({ outcome: 'done' });
      await harness.passSeconds(longSeconds);
      expect(receiver.jobIds).toEqual([jobId, jobId]);
    });

    test('when a job is enqueued on another occasion after it was done, it is delivered again', async () => {
      await harness.start(receiver.deliver);
      await harness.queue.enqueue(jobId, start);
      (await receiver.next()).answer({ outcome: 'done' });
      await harness.passSeconds(1);
      await harness.queue.enqueue(jobId, retry);
      (await receiver.next()).answer({ outcome: 'done' });
      expect(receiver.jobIds).toEqual([jobId, jobId]);
    });

    test('when the answer is again, the job is delivered again until it is done', async () => {
      await harness.start(receiver.deliver);
      await harness.queue.enqueue(jobId, start);
      (await receiver.next()).answer({ outcome: 'again', afterSeconds: 0 });
      await harness.passSeconds(longSeconds);
      (await receiver.next()).answer({ outcome: 'again', afterSeconds: 30 });
      await harness.passSeconds(longSeconds);
      (await receiver.next()).answer({ outcome: 'done' });
      await harness.passSeconds(longSeconds);
      expect(receiver.jobIds).toEqual([jobId, jobId, jobId]);
    });

    if (keepsDelays) {
      test('when the answer is again after 30 s, the job comes then and not before', async () => {
        await harness.start(receiver.deliver);
        await harness.queue.enqueue(jobId, start);
        (await receiver.next()).answer({ outcome: 'again', afterSeconds: 30 });
        await harness.passSeconds(29);
        expect(receiver.jobIds).toEqual([jobId]);
        await harness.passSeconds(2);
        expect(receiver.jobIds).toEqual([jobId, jobId]);
        (await receiver.next()).answer({ outcome: 'done' });
      });
    }

    test('when a delivery throws, the job is delivered again, and others meanwhile', async () => {
      await harness.start(receiver.deliver);
      await harness.queue.enqueue(jobId, start);
      (await receiver.next()).fail(new Error('A receiver of a test that fails on purpose.'));
      await harness.passSeconds(longSeconds);
      const second = await receiver.next();
      expect(second.jobId).toBe(jobId);
      second.answer({ outcome: 'done' });
      const other = await harness.newJobId();
      await harness.queue.enqueue(other, start);
      const third = await receiver.next();
      expect(third.jobId).toBe(other);
      third.answer({ outcome: 'done' });
    });

    test('when many jobs are enqueued, each is delivered', async () => {
      const jobIds = [jobId];
      for (let index = 0; index < 9; index += 1) jobIds.push(await harness.newJobId());
      for (const id of jobIds) await harness.queue.enqueue(id, start);
      await harness.start(receiver.deliver);
      for (let index = 0; index < 10; index += 1) (await receiver.next()).answer({ outcome: 'done' });
      expect([...receiver.jobIds].sort()).toEqual([...jobIds].sort());
    });
  });
}
