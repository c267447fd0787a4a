import { Queue, Worker } from 'bullmq';

import type { BenchedQueue, BenchedSystem, JobListener } from './benched-queue.ts';
import type { AppendFsync } from './redis-server.ts';

/** Jobs that have ended are dropped from here on, as BullMQ's documentation advises for production. */
const keptJobs = { count: 1000 };
const onError = (error: unknown) => console.error(error);

/** BullMQ on a Redis of this machine. `port` is that of the Redis. */
export function bullmqSystem(port: number, appendFsync: AppendFsync, concurrency: number): BenchedSystem {
  let rounds = 0;
  return {
    name: `BullMQ, AOF ${appendFsync}`,
    setup: `Queue.add one by one; one Worker; the last ${keptJobs.count} ended jobs are kept`,
    async open() {
      rounds += 1;
      return await openQueue(`round-${rounds}`, port, concurrency);
    },
  };
}

async function openQueue(name: string, port: number, concurrency: number): Promise<BenchedQueue> {
  const connection = { host: '127.0.0.1', port, maxRetriesPerRequest: null };
  const queue = new Queue<{ ticket: number }>(name, {
    connection,
    defaultJobOptions: { removeOnComplete: keptJobs, removeOnFail: keptJobs },
  });
  let listener: JobListener | undefined;
  const worker = new Worker<{ ticket: number }>(
    name,
    async ({ data }) => listener?.started(data.ticket),
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
