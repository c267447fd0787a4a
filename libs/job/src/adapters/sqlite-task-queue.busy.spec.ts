import { hostname } from 'node:os';

import { describe, expect, test } from '@jest/globals';

import type { DeliverTask } from '../ports/task-queue.ts';
import type { MemoryStore } from '../testing/open-memory-store.ts';
import { done, eachQueued, openQueue, start, storedJob } from '../testing/open-queue.ts';
import { newLocalWorkerId } from './local-worker-id.ts';

/** This place and process, with another start: certainly dead. */
const dead = newLocalWorkerId().replace(/:\d+:[^:]+$/, ':0:01949c1e-0000-4000-8000-000000000000');

describe('createSqliteTaskQueue', () => {
  const queued = eachQueued();

  /** Leaves the job's task with a receiver that answers no more. */
  async function abandon(memory: MemoryStore, jobId: string, worker: string): Promise<void> {
    const left = openQueue(memory, { worker, leaseSeconds: 9 });
    left.queue.start(left.receiver.deliver);
    await left.queue.enqueue(jobId, start);
    await left.receiver.next();
    void left.queue.stop();
    // From now on its renewals change nothing.
    memory.database.run('UPDATE tasks SET lease_token = lease_token + 1', {});
  }

  describe('that is never without work', () => {
    test.each([
      ['its process has died', dead, 5],
      ['its lease is over', `elsewhere-${hostname()}:1:0:x`, 15],
    ])(
      'when a task was abandoned and %s, it is taken over between the others',
      async (_, worker, seconds) => {
        const { memory, jobId } = queued();
        await abandon(memory, jobId, worker);
        memory.clock.advance(1);
        const delivered: string[] = [];
        const deliver: DeliverTask = async (id) => {
          delivered.push(id);
          await new Promise<void>((resolve) => memory.clock.after(700, resolve));
          return done;
        };
        const { queue } = openQueue(memory, { worker: newLocalWorkerId(), concurrency: 1, leaseSeconds: 9 });
        // Started before, so that its start is not what finds it.
        memory.database.run('UPDATE tasks SET leased_by = :worker', { worker: 'worker-2' });
        queue.start(deliver);
        for (let index = 0; index < 40; index += 1) await queue.enqueue(await storedJob(memory), start);
        memory.database.run(`UPDATE tasks SET leased_by = :worker WHERE leased_by = 'worker-2'`, { worker });
        await memory.clock.pass(seconds * 1000);
        expect(delivered).toContain(jobId);
        expect(delivered.length).toBeLessThan(40);
      },
    );
  });
});
