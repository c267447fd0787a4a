import { PgBoss } from 'pg-boss';

import type { BenchedQueue, BenchedSystem } from './benched-queue.ts';

/** A worker of pg-boss takes a batch and completes it together; so many batches run at once. */
const workers = 5;
/** The shortest that pg-boss takes, in seconds. Notifications wake the workers before. */
const pollingIntervalSeconds = 0.5;
const onError = (error: unknown) => console.error(error);

/**
 * pg-boss on a PostgreSQL of this machine. It doesn't tell when it has completed a job, so that its jobs count as ended
 * when their batch's handler is through: in its favour.
 */
export function pgBossSystem(port: number, concurrency: number): BenchedSystem {
  let rounds = 0;
  const batchSize = Math.max(1, Math.round(concurrency / workers));
  return {
    name: 'pg-boss',
    setup:
      `send one by one; ${workers} workers of batches of ${batchSize}, without a pause after a full batch; ` +
      `LISTEN/NOTIFY, polling ${pollingIntervalSeconds} s; its default of 10 connections; fsync and synchronous_commit on`,
    async open() {
      rounds += 1;
      return await openQueue(`round-${rounds}`, port, batchSize);
    },
  };
}

async function openQueue(name: string, port: number, batchSize: number): Promise<BenchedQueue> {
  const boss = new PgBoss({
    ...{ host: '127.0.0.1', port, user: 'bench', database: 'postgres' },
    useListenNotify: true,
  });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(name, { notify: true });
  return {
    add: async (ticket) => void (await boss.send(name, { ticket })),
    addTogether: async (tickets) => {
      await boss.insert(
        name,
        tickets.map((ticket) => ({ data: { ticket } })),
      );
    },
    process(listener) {
      const options = {
        ...{ batchSize, localConcurrency: workers, burstWhenBatchFull: true },
        ...{ pollingIntervalSeconds, notifyPollingIntervalSeconds: pollingIntervalSeconds },
      };
      boss
        .work<{ ticket: number }>(name, options, async (jobs) => {
          for (const { data } of jobs) {
            listener.started(data.ticket);
            listener.ended();
          }
        })
        .catch(onError);
    },
    async close() {
      await boss.offWork(name);
      await boss.deleteQueue(name);
      await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}
