import { join } from 'node:path';

import {
  createJob,
  createSqliteJobStore,
  createSqliteTaskQueue,
  createWorker,
  giveUpJob,
  newLocalWorkerId,
  openSqliteDatabase,
  systemClock as clock,
} from '@la-factoria/job';

import type { BenchedQueue, BenchedSystem, JobListener } from './benched-queue.ts';
import type { Workplace } from '../workplace.ts';

interface TicketRequest {
  ticket: number;
}

const leaseSeconds = 8;
const onError = (error: unknown) => console.error(error);

/**
 * This project's own service, as the embedded API composes it. Its recipe has one empty step; or none, which is what the
 * handlers of the others do.
 */
export function sqliteSystem(
  workplace: Workplace,
  { concurrency, withStep }: { concurrency: number; withStep: boolean },
): BenchedSystem {
  return {
    name: withStep ? 'La Factoria on SQLite' : 'La Factoria, no step',
    setup: `one file; answers come after the disk has it, by group commit; ${
      withStep ? 'one empty step a job, its begin, end and result stored' : 'a recipe without steps'
    }`,
    open: async () => openQueue(join(workplace.makeFolder('sqlite'), 'jobs.sqlite'), concurrency, withStep),
  };
}

function openQueue(path: string, concurrency: number, withStep: boolean): BenchedQueue {
  const database = openSqliteDatabase(path);
  const store = createSqliteJobStore<TicketRequest>({ database, clock });
  const worker = newLocalWorkerId();
  const queue = createSqliteTaskQueue({
    ...{ database, clock, worker, concurrency, onError },
    onGivenUp: (jobId) => giveUpJob({ store, clock, worker }, jobId),
  });
  let stopWorker = () => Promise.resolve();
  return {
    async add(ticket) {
      const order = { owner: 'bench', request: { ticket }, input: '' };
      await createJob({ store, queue, clock, onQueueError: onError }, order);
    },
    process(listener: JobListener) {
      const jobs = createWorker<TicketRequest>({
        ...{ store, queue, clock, worker, leaseSeconds, onError },
        async recipe({ job, step }) {
          listener.started(job.request.ticket);
          if (withStep) await step('empty', async () => {});
        },
      });
      stopWorker = () => jobs.stop(leaseSeconds);
      queue.start(async (jobId) => {
        const delivery = await jobs.deliver(jobId);
        if (delivery.outcome === 'done') listener.ended();
        return delivery;
      });
    },
    async close() {
      await queue.stop();
      await stopWorker();
      store.close();
      database.close();
    },
  };
}
