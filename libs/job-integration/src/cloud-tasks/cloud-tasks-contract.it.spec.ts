import { CloudTasksClient } from '@google-cloud/tasks';
import { createCloudTasksDelivery, createCloudTasksQueue } from '@la-factoria/job/cloud-tasks';
import {
  createManualClock,
  describeTaskQueueContract,
  startCloudTasksServer,
} from '@la-factoria/job/testing';

import { passSeconds } from './cloud-tasks-time.ts';
import { startTaskWorker } from './start-task-worker.ts';

const name = 'projects/factoria/locations/europe-west1/queues/jobs';

describeTaskQueueContract(
  'Cloud Tasks, by its client on a server on this machine',
  async () => {
    const clock = createManualClock();
    const settings = { maxAttempts: -1, minBackoffMilliseconds: 1000, maxBackoffMilliseconds: 60_000 };
    const server = await startCloudTasksServer({ clock, queues: { [name]: settings } });
    const client = new CloudTasksClient(server.clientOptions);
    await client.pauseQueue({ name });
    let handle = createCloudTasksDelivery({
      deliver: () => Promise.reject(new Error('The queue has not been started.')),
      onGivenUp: () => Promise.reject(new Error('No job is to be given up.')),
      onError: () => {},
    });
    const worker = await startTaskWorker((request) => handle(request));
    const queue = createCloudTasksQueue({
      ...{ project: 'factoria', location: 'europe-west1', queue: 'jobs', clock },
      ...{ workerUrl: worker.url, serviceAccountEmail: 'worker@factoria.example' },
      clientOptions: server.clientOptions,
    });
    let jobs = 0;
    return {
      queue,
      async start(deliver) {
        handle = createCloudTasksDelivery({ deliver, onGivenUp: deliver, onError: () => {} });
        await client.resumeQueue({ name });
      },
      newJobId: () => `job-${(jobs += 1)}`,
      passSeconds: (seconds) => passSeconds(seconds, { clock, server, worker }),
      async close() {
        await queue.close();
        await client.close();
        await server.close();
        await worker.close();
      },
    };
  },
  { keepsDelays: false },
);
