import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CallFault, createManualClock, settled } from '@la-factoria/job/testing';

import { type OrdersTarget, testOrders } from './cloud-tasks-orders.ts';
import { until } from './cloud-tasks-time.ts';
import { type CloudTasks, openCloudTasks, queueName, serviceAccountEmail } from './open-cloud-tasks.ts';

testOrders('a server on this machine', async () => {
  // The orders go by the machine's clock, as they have to on Google's own.
  const { server, worker, close } = await openCloudTasks({ clock: createManualClock(Date.now()) });
  const target: OrdersTarget = {
    ...{ project: 'factoria', location: 'europe-west1', queue: 'jobs' },
    ...{ workerUrl: worker.url, serviceAccountEmail, clientOptions: server.clientOptions },
  };
  return { target, close };
});

const google = {
  project: process.env['GOOGLE_CLOUD_PROJECT'],
  location: process.env['CLOUD_TASKS_LOCATION'],
  queue: process.env['CLOUD_TASKS_QUEUE'],
  workerUrl: process.env['CLOUD_TASKS_WORKER_URL'],
  serviceAccountEmail: process.env['CLOUD_TASKS_SERVICE_ACCOUNT'],
};
const isComplete = (settings: object): settings is OrdersTarget =>
  !Object.values(settings).includes(undefined);

if (process.env['TEST_WITH_REAL_CLOUD_TASKS'] === '1' && isComplete(google)) {
  testOrders("Google's", async () => ({ target: google, close: async () => {} }));
} else {
  process.stdout.write(
    'Left out: orders to Google Cloud Tasks. They need TEST_WITH_REAL_CLOUD_TASKS=1, credentials, GOOGLE_CLOUD_PROJECT, ' +
      'CLOUD_TASKS_LOCATION, CLOUD_TASKS_QUEUE, CLOUD_TASKS_WORKER_URL and CLOUD_TASKS_SERVICE_ACCOUNT.\n',
  );
}

describe('createCloudTasksQueue on the wire', () => {
  let tasks: CloudTasks;
  const start = { occasion: 'start' };

  beforeEach(async () => {
    tasks = await openCloudTasks();
    await tasks.client.pauseQueue({ name: queueName });
  });

  afterEach(() => tasks.close());

  const createCalls = () => tasks.server.calls.filter(({ method }) => method === 'CreateTask').length;
  /** Without jitter the pauses take no time. */
  const withoutPauses = { random: () => 0 };

  /** What the order ends with, once all the time has passed that it waits for. */
  async function errorOf(order: Promise<void>): Promise<unknown> {
    let isPending = true;
    const ended = order.then(
      () => undefined,
      (error: unknown) => error,
    );
    void ended.finally(() => (isPending = false));
    await until(() => {
      tasks.clock.advance(0);
      return !isPending;
    });
    return ended;
  }

  test('when the answer is lost after the task was stored, the order is repeated and there is one task', async () => {
    tasks.server.failCalls({ status: 'UNAVAILABLE', isEffective: true });
    expect(await errorOf(tasks.openQueue(withoutPauses).enqueue('job-1', start))).toBeUndefined();
    expect(createCalls()).toBe(2);
    expect(await tasks.taskIds()).toHaveLength(1);
  });

  const retryable: CallFault['status'][] = [
    'UNAVAILABLE',
    'DEADLINE_EXCEEDED',
    'RESOURCE_EXHAUSTED',
    'ABORTED',
    'INTERNAL',
  ];
  const final: CallFault['status'][] = [
    'NOT_FOUND',
    'PERMISSION_DENIED',
    'INVALID_ARGUMENT',
    'UNAUTHENTICATED',
  ];

  test.each(retryable)('when the API says %s twice, the third call enqueues the job', async (status) => {
    tasks.server.failCalls({ status, times: 2 });
    expect(await errorOf(tasks.openQueue(withoutPauses).enqueue('job-1', start))).toBeUndefined();
    expect(createCalls()).toBe(3);
    expect(await tasks.taskIds()).toHaveLength(1);
  });

  test.each(retryable)(
    'when the API says %s for long, it is called three times, and later may do',
    async (status) => {
      tasks.server.failCalls({ status, times: 9 });
      const error = await errorOf(tasks.openQueue(withoutPauses).enqueue('job-1', start));
      expect(error).toMatchObject({ name: 'JobError', code: 'queue-unavailable', isRetryable: true });
      expect(createCalls()).toBe(3);
    },
  );

  test.each(final)('when the API says %s, it is called once, and that is final', async (status) => {
    tasks.server.failCalls({ status, times: 9 });
    const error = await errorOf(tasks.openQueue(withoutPauses).enqueue('job-1', start));
    expect(error).toMatchObject({ name: 'JobError', code: 'queue-unavailable', isRetryable: false });
    expect(createCalls()).toBe(1);
  });

  test('when the queue is not there, that is final and says which', async () => {
    const error = await errorOf(tasks.openQueue({ queue: 'other' }).enqueue('job-1', start));
    expect(error).toMatchObject({
      ...{ code: 'queue-unavailable', isRetryable: false, cause: { code: 5 } },
      message:
        'Cloud Tasks did not take the task for projects/factoria/locations/europe-west1/queues/other: NOT_FOUND.',
    });
  });

  test('F23 when the API answers with a key in its text, the error does not repeat it', async () => {
    tasks.server.failCalls({ status: 'PERMISSION_DENIED', details: 'Key AIza-canary-1234 is not allowed.' });
    const error = await errorOf(tasks.openQueue().enqueue('job-1', start));
    expect(error).toMatchObject({ code: 'queue-unavailable' });
    expect(String(error)).not.toContain('canary');
    expect(JSON.stringify(error)).not.toContain('canary');
  });

  test('when the API never answers, each of three calls is given up after its time', async () => {
    tasks.server.failCalls({ status: 'never', times: 3 });
    const before = tasks.clock.now();
    const order = tasks.openQueue({ ...withoutPauses, requestTimeoutSeconds: 7 }).enqueue('job-1', start);
    const error = order.catch((caught: unknown) => caught);
    for (const calls of [1, 2, 3]) {
      await until(() => createCalls() === calls);
      await tasks.clock.pass(7000);
    }
    expect(await error).toMatchObject({
      ...{ code: 'queue-unavailable', isRetryable: true },
      message: expect.stringContaining('DEADLINE_EXCEEDED'),
    });
    expect(tasks.clock.now() - before).toBe(21_000);
    expect(tasks.clock.timers).toBe(0);
  });

  test('when nothing listens at its address, that is retryable', async () => {
    const queue = tasks.openQueue(withoutPauses);
    await tasks.server.close();
    const error = await errorOf(queue.enqueue('job-1', start));
    expect(error).toMatchObject({ code: 'queue-unavailable', isRetryable: true, cause: { code: 14 } });
  });

  describe('without credentials', () => {
    const variable = 'GOOGLE_APPLICATION_CREDENTIALS';
    const before = process.env[variable];
    let folder: string;

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'factoria-job-'));
      process.env[variable] = join(folder, 'credentials.json');
    });

    afterEach(() => {
      if (before === undefined) delete process.env[variable];
      else process.env[variable] = before;
      rmSync(folder, { recursive: true });
    });

    /** The adapter as in production, but for the address. */
    function openQueue() {
      const { apiEndpoint, port } = tasks.server.clientOptions;
      return tasks.openQueue({ ...withoutPauses, clientOptions: { apiEndpoint, port } });
    }

    test('when they are not there, that is an error of the order, and no unhandled rejection', async () => {
      const rejections: unknown[] = [];
      const note = (reason: unknown) => void rejections.push(reason);
      process.on('unhandledRejection', note);
      const error = await errorOf(openQueue().enqueue('job-1', start));
      await settled();
      process.off('unhandledRejection', note);
      expect(error).toMatchObject({ code: 'queue-unavailable', isRetryable: false });
      expect(rejections).toEqual([]);
    });

    test('when they are there later, the next order connects with them', async () => {
      const queue = openQueue();
      await errorOf(queue.enqueue('job-1', start));
      const credentials = { type: 'service_account', client_email: 'a@b.example', private_key: 'canary' };
      writeFileSync(String(process.env[variable]), JSON.stringify(credentials));
      // It gets as far as calling, by TLS, which the server does not speak: the time for that runs out.
      const order = queue.enqueue('job-1', start).catch((error: unknown) => error);
      for (let call = 0; call < 3; call += 1) await tasks.clock.pass(10_000);
      const error = await order;
      expect(error).toMatchObject({ code: 'queue-unavailable', isRetryable: true });
      expect(String(error)).not.toContain('canary');
    });
  });

  test('when a job is to come later, its time counts from now, by the clock', async () => {
    await tasks.openQueue().enqueue('job-1', { ...start, afterSeconds: 90.5 });
    const [[task]] = await tasks.client.listTasks({ parent: queueName });
    expect(task?.scheduleTime).toMatchObject({
      seconds: String(tasks.clock.now() / 1000 + 90),
      nanos: 500_000_000,
    });
  });

  test('when the task would be above 100 kB, it is refused before any call', async () => {
    const error = await errorOf(tasks.openQueue().enqueue('x'.repeat(100_000), start));
    expect(error).toMatchObject({ name: 'JobError', code: 'task-too-large', isRetryable: false });
    expect(createCalls()).toBe(0);
  });

  test('when it has the largest id that it takes, the API takes it too', async () => {
    await tasks.openQueue().enqueue('x'.repeat(98_500), start);
    expect(await tasks.taskIds()).toHaveLength(1);
  });

  test('when no deadline is given, it is the longest that Google has', async () => {
    await tasks.openQueue({ audience: 'https://factoria.example' }).enqueue('job-1', start);
    const [[task]] = await tasks.client.listTasks({ parent: queueName });
    expect(task).toMatchObject({
      dispatchDeadline: { seconds: '1800' },
      httpRequest: { oidcToken: { serviceAccountEmail, audience: 'https://factoria.example' } },
    });
  });

  test('when it has been closed, orders are refused without a call', async () => {
    const queue = tasks.openQueue();
    await queue.close();
    const error = await errorOf(queue.enqueue('job-1', start));
    expect(error).toMatchObject({ code: 'queue-unavailable', isRetryable: false });
    expect(createCalls()).toBe(0);
  });
});
