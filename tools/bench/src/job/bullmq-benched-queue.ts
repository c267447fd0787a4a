import { Queue, Worker } from 'bullmq';

import type { BenchedQueue, BenchedSystem, JobListener } from './benched-queue.ts';
import type { AppendFsync } from './redis-server.ts';

interface TicketData {
  ticket: number;
  step?: string;
}

/** Jobs that have ended are dropped from here on, as BullMQ's documentation advises for production. */
const keptJobs = { count: 1000 };
const onError = (error: unknown) => console.error(error);

export interface BullmqOptions {
  /** Of the Redis, on this machine. */
  port: number;
  appendFsync: AppendFsync;
  concurrency: number;
  /** Whether the handler stores what its step left by `updateData`, as BullMQ's pattern "process step jobs" does. */
  withStep: boolean;
}

export function bullmqSystem(options: BullmqOptions): BenchedSystem {
  const { appendFsync, withStep } = options;
  let queues = 0;
  return {
    name: `BullMQ, AOF ${appendFsync}${withStep ? ', a step' : ''}`,
    setup:
      `Queue.add one by one; one Worker; the last ${keptJobs.count} ended jobs are kept; ` +
      (withStep ? 'the handler stores a step by updateData' : 'an empty handler'),
    async open() {
      queues += 1;
      return await openQueue(`${withStep ? 'steps' : 'empty'}-${queues}`, options);
    },
  };
}

async function openQueue(
  name: string,
  { port, concurrency, withStep }: BullmqOptions,
): Promise<BenchedQueue> {
  const connection = { host: '127.0.0.1', port, maxRetriesPerRequest: null };
  const queue = new Queue<TicketData>(name, {
    connection,
    defaultJobOptions: { removeOnComplete: keptJobs, removeOnFail: keptJobs },
  });
  let listener: JobListener | undefined;
  const worker = new Worker<TicketData>(
    name,
    async (job) => {
      listener?.started(job.data.ticket);
      if (withStep) await job.updateData({ ...job.data, step: 'empty' });
    },
    // Not run before it is asked to, so that its connecting isn't timed.
    { connection, concurrency, autorun: false },
  );
  queue.on('error', onError);
  worker.on('error', onError);
  worker.on('failed', (_job, error) => onError(error));
  worker.on('completed', () => listener?.ended());
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  return {
    add: async (ticket) => void (await queue.add('ticket', { ticket })),
    addTogether: async (tickets) =>
      void (await queue.addBulk(tickets.map((ticket) => ({ name: 'ticket', data: { ticket } })))),
    process(heard) {
      listener = heard;
      worker.run().catch(onError);
    },
    async close() {
      await worker.close();
      await queue.obliterate({ force: true });
      await queue.close();
    },
  };
}
