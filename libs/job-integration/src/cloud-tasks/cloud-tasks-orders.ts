import { randomUUID } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CloudTasksClient } from '@google-cloud/tasks';
import { type CloudTasksQueueOptions, createCloudTasksQueue } from '@la-factoria/job/cloud-tasks';

/** Where orders are given: the adapter's options without those that a test varies. */
export type OrdersTarget = Pick<
  CloudTasksQueueOptions,
  'project' | 'location' | 'queue' | 'workerUrl' | 'serviceAccountEmail' | 'clientOptions'
>;

const inAnHour = { afterSeconds: 3600 };

/** What needs the API alone, and no worker: all tasks are an hour ahead, and deleted at the end. */
export function testOrders(
  name: string,
  open: () => Promise<{ target: OrdersTarget; close(): Promise<void> }>,
): void {
  describe(`orders to Cloud Tasks: ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let queue: ReturnType<typeof createCloudTasksQueue>;
    let client: CloudTasksClient;
    let parent: string;
    let jobId: string;

    beforeEach(async () => {
      opened = await open();
      const { target } = opened;
      parent = `projects/${target.project}/locations/${target.location}/queues/${target.queue}`;
      queue = createCloudTasksQueue({ ...target, dispatchDeadlineSeconds: 900 });
      client = new CloudTasksClient(target.clientOptions);
      jobId = `job-${randomUUID()}`;
    });

    afterEach(async () => {
      for (const { name: left } of await ordered()) await client.deleteTask({ name: left ?? null });
      await queue.close();
      await client.close();
      await opened.close();
    });

    async function ordered() {
      const [tasks] = await client.listTasks({ parent });
      return tasks.filter(({ name: found }) => found?.includes(jobId));
    }

    test('when a job is enqueued, there is a task that posts its id to the worker, then, with token and deadline', async () => {
      const before = Math.floor(Date.now() / 1000);
      await queue.enqueue(jobId, { occasion: 'start', ...inAnHour });
      const tasks = await ordered();
      expect(tasks).toHaveLength(1);
      const [task] = await client.getTask({ name: tasks[0]?.name ?? null, responseView: 'FULL' });
      expect(JSON.parse(String(task.httpRequest?.body))).toEqual({ jobId });
      expect(task).toMatchObject({
        dispatchDeadline: { seconds: '900' },
        httpRequest: {
          url: opened.target.workerUrl,
          httpMethod: 'POST',
          headers: { 'Content-Type': 'application/json' },
          oidcToken: {
            serviceAccountEmail: opened.target.serviceAccountEmail,
            audience: opened.target.workerUrl,
          },
        },
      });
      const scheduled = Number(task.scheduleTime?.seconds);
      expect(scheduled).toBeGreaterThanOrEqual(before + 3600);
      expect(scheduled).toBeLessThan(before + 3700);
    });

    test('when it is enqueued twice on one occasion, there is one task', async () => {
      await queue.enqueue(jobId, { occasion: 'start', ...inAnHour });
      await queue.enqueue(jobId, { occasion: 'start', ...inAnHour });
      expect(await ordered()).toHaveLength(1);
    });

    test('when it is enqueued on two occasions, there are two tasks', async () => {
      await queue.enqueue(jobId, { occasion: 'start', ...inAnHour });
      await queue.enqueue(jobId, { occasion: 'attempt 2', ...inAnHour });
      expect(await ordered()).toHaveLength(2);
    });

    test('when its task was deleted and it is enqueued again on that occasion, there is none, and no error', async () => {
      await queue.enqueue(jobId, { occasion: 'start', ...inAnHour });
      const [task] = await ordered();
      await client.deleteTask({ name: task?.name ?? null });
      await queue.enqueue(jobId, { occasion: 'start', ...inAnHour });
      expect(await ordered()).toEqual([]);
    });
  });
}
