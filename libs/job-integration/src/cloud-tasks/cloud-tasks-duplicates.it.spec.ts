import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createJob, createWorker, giveUpJob, type Recipe, retryJob } from '@la-factoria/job';
import { createCloudTasksDelivery } from '@la-factoria/job/cloud-tasks';
import { type MemoryStore, openMemoryStore, type TestRequest } from '@la-factoria/job/testing';

import { until } from './cloud-tasks-time.ts';
import { type CloudTasks, type CloudTasksOptions, openCloudTasks, queueName } from './open-cloud-tasks.ts';
import type { HandleTask } from './start-task-worker.ts';

describe('jobs by Cloud Tasks, which delivers at least once', () => {
  let memory: MemoryStore;
  let tasks: CloudTasks;
  /** What the steps did outside of the job service, each time. */
  let effects: string[];

  beforeEach(() => {
    memory = openMemoryStore();
    effects = [];
  });

  afterEach(async () => {
    await tasks.close();
    memory.close();
  });

  const writing: Recipe<TestRequest> = async ({ job, step }) => {
    for (const name of ['outline', 'script']) {
      await step(name, async () => void effects.push(`${job.id} ${name}`));
    }
    return { status: 'completed' };
  };

  /** Two workers on one store, to which the deliveries go in turn. */
  async function open(
    options: Omit<CloudTasksOptions, 'handle' | 'clock'> = {},
    recipe: Recipe<TestRequest> = writing,
    around: (deliver: HandleTask) => HandleTask = (deliver) => deliver,
  ) {
    const { store, clock } = memory;
    const handlers: HandleTask[] = [];
    let deliveries = 0;
    const settings = { maxAttempts: -1, minBackoffMilliseconds: 1000, maxBackoffMilliseconds: 60_000 };
    tasks = await openCloudTasks({
      ...{ settings, clock, ...options },
      handle: around((request) => {
        const handle = handlers[deliveries++ % handlers.length];
        return handle ? handle(request) : Promise.reject(new Error('There is no worker.'));
      }),
    });
    const queue = tasks.openQueue();
    const errors: unknown[] = [];
    for (const worker of ['worker-1', 'worker-2']) {
      const onError = (error: unknown) => void errors.push(error);
      const { deliver } = createWorker({
        ...{ store, queue, clock, recipe, worker, onError },
        leaseSeconds: 10,
      });
      const onGivenUp = (jobId: string) => giveUpJob({ store, clock, worker }, jobId);
      handlers.push(createCloudTasksDelivery({ deliver, onGivenUp, onError }));
    }
    return { queue, errors };
  }

  async function submit(queue: Awaited<ReturnType<typeof open>>['queue']): Promise<string> {
    const order = { owner: 'ann', request: { title: 'Tides' }, input: 'The sea.' };
    const onQueueError = (error: unknown) => Promise.reject(error);
    const { job } = await createJob({ store: memory.store, queue, clock: memory.clock, onQueueError }, order);
    return job.id;
  }

  /** Passes time until no task is left. */
  async function drained(): Promise<void> {
    for (let seconds = 0; (await tasks.taskIds()).length > 0; seconds += 1) {
      if (seconds > 600) throw new Error('There are tasks that never end.');
      await tasks.server.idle();
      tasks.clock.advance(1000);
    }
    await tasks.server.idle();
  }

  const taskNames = () => [...new Set(tasks.server.dispatches.map(({ taskName }) => taskName))];

  test('F08 when a task is delivered twice at once, and again two hours later, it has one effect and is answered with 2xx', async () => {
    const { queue, errors } = await open({ deliversTwice: true });
    const id = await submit(queue);
    await drained();
    const job = await memory.store.get(id);
    expect(job).toMatchObject({ status: 'completed' });
    tasks.clock.advance(2 * 3_600_000);
    const [name = ''] = taskNames();
    const late = await Promise.all([tasks.server.redeliver(name), tasks.server.redeliver(name)]);
    expect(late).toMatchObject([{ status: 204 }, { status: 204 }]);
    expect(await memory.store.get(id)).toEqual(job);
    expect(effects).toEqual([`${id} outline`, `${id} script`]);
    expect(errors).toEqual([]);
    expect(tasks.server.dispatches.length).toBeGreaterThanOrEqual(4);
  });

  test('F08 when the worker did the job and its answer was lost, it is not done again', async () => {
    const { queue } = await open();
    tasks.server.dropAnswers(2);
    const id = await submit(queue);
    await drained();
    expect(tasks.server.dispatches.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await memory.store.get(id)).toMatchObject({ status: 'completed' });
    expect(effects).toEqual([`${id} outline`, `${id} script`]);
  });

  test('F08 when ten jobs come in reverse order, each twice at once and each again in the end, the outcome is the same', async () => {
    const { queue } = await open({ deliversTwice: true });
    await tasks.client.pauseQueue({ name: queueName });
    const ids: string[] = [];
    for (let index = 0; index < 10; index += 1) ids.push(await submit(queue));
    for (const id of ids.toReversed()) {
      const name = (await tasks.taskIds()).find((task) => task.includes(id));
      await tasks.client.runTask({ name: `${queueName}/tasks/${name}` });
    }
    await tasks.client.resumeQueue({ name: queueName });
    await drained();
    for (const name of taskNames()) expect(await tasks.server.redeliver(name)).toMatchObject({ status: 204 });
    expect(taskNames().map((name) => ids.find((id) => name.includes(id)))).toEqual(ids.toReversed());
    const jobs = await Promise.all(ids.map((id) => memory.store.get(id)));
    expect(jobs.map((job) => job?.status)).toEqual(ids.map(() => 'completed'));
    expect([...effects].sort()).toEqual(ids.flatMap((id) => [`${id} outline`, `${id} script`]).sort());
  });

  test("F08 when the first attempt's task comes again after the second attempt, it changes nothing", async () => {
    let fails = true;
    const recipe: Recipe<TestRequest> = async (context) => {
      const outcome = await writing(context);
      return fails
        ? { status: 'failed', error: { code: 'test', message: 'On purpose.', isRetryable: true } }
        : outcome;
    };
    const { queue } = await open({}, recipe);
    const id = await submit(queue);
    await drained();
    fails = false;
    await retryJob({ store: memory.store, queue, clock: memory.clock }, id);
    await drained();
    const job = await memory.store.get(id);
    expect(job).toMatchObject({ status: 'completed', attempt: 2 });
    expect(taskNames()).toHaveLength(2);
    expect(await tasks.server.redeliver(taskNames()[0] ?? '')).toMatchObject({ status: 204 });
    expect(await memory.store.get(id)).toEqual(job);
    expect(effects).toEqual([`${id} outline`, `${id} script`]);
  });

  test('F07 when a job kills its worker each time, the sixth delivery fails it, and others are done meanwhile', async () => {
    const poison = Promise.withResolvers<string>();
    const { queue } = await open({}, writing, (deliver) => async (request) => {
      const isPoison = JSON.stringify(request.body).includes(await poison.promise);
      const retries = Number(request.headers['x-cloudtasks-taskretrycount']);
      return isPoison && retries < 5 ? 'died' : deliver(request);
    });
    const id = await submit(queue);
    poison.resolve(id);
    const other = await submit(queue);
    await drained();
    expect(await memory.store.get(id)).toMatchObject({ status: 'failed', error: { code: 'job-given-up' } });
    expect(await memory.store.get(other)).toMatchObject({ status: 'completed' });
    expect(effects).toEqual([`${other} outline`, `${other} script`]);
    expect(tasks.server.dispatches.filter(({ taskName }) => taskName.includes(id))).toHaveLength(6);
  });

  test('when the answer to a new job is lost on its way from the queue, it is stored and runs once', async () => {
    const { queue } = await open();
    tasks.server.failCalls({ status: 'UNAVAILABLE', isEffective: true });
    let id: string | undefined;
    void submit(queue).then((created) => (id = created));
    await until(() => {
      tasks.clock.advance(10);
      return id !== undefined;
    });
    await drained();
    expect(await memory.store.get(id ?? '')).toMatchObject({ status: 'completed' });
    expect(effects).toHaveLength(2);
  });
});
