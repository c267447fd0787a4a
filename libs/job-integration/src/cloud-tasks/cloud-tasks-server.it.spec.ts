import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { type CloudTasks, location, openCloudTasks, queueName } from './open-cloud-tasks.ts';

const status = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  FAILED_PRECONDITION: 9,
  UNIMPLEMENTED: 12,
};
const inAnHour = 3600;

describe("startCloudTasksServer's API, by Google's client", () => {
  let tasks: CloudTasks;

  beforeEach(async () => {
    tasks = await openCloudTasks();
  });

  afterEach(() => tasks.close());

  const later = (seconds = inAnHour) => ({
    scheduleTime: { seconds: Math.floor(tasks.clock.now() / 1000) + seconds },
  });
  const nameOf = (id: string) => `${queueName}/tasks/${id}`;

  describe('tasks', () => {
    test('when a task is created, it can be had with all it was given, its body only in the full view', async () => {
      const body = Buffer.from('{"jobId":"job-1"}');
      await tasks.createTask('one', later(), { body, headers: { 'Content-Type': 'application/json' } });
      const [basic] = await tasks.client.getTask({ name: nameOf('one') });
      const [full] = await tasks.client.getTask({ name: nameOf('one'), responseView: 'FULL' });
      expect(basic).toMatchObject({
        name: nameOf('one'),
        view: 'BASIC',
        dispatchDeadline: { seconds: '600', nanos: 0 },
        createTime: { seconds: String(tasks.clock.now() / 1000) },
        scheduleTime: { seconds: String(tasks.clock.now() / 1000 + inAnHour) },
        httpRequest: { httpMethod: 'POST', headers: { 'Content-Type': 'application/json' } },
      });
      expect(String(basic.httpRequest?.body)).toBe('');
      expect(String(full.httpRequest?.body)).toBe(String(body));
    });

    test('when a task is created without a name, it gets one in the queue', async () => {
      const { name } = await tasks.createTask('', { name: '', ...later() });
      expect(name).toMatch(/^projects\/factoria\/locations\/europe-west1\/queues\/jobs\/tasks\/\d+$/);
      const [found] = await tasks.client.getTask({ name: String(name) });
      expect(found.name).toBe(name);
    });

    test('when a name is taken by a task that waits, it is refused', async () => {
      await tasks.createTask('one', later());
      await expect(tasks.createTask('one')).rejects.toMatchObject({ code: status.ALREADY_EXISTS });
      expect(await tasks.taskIds()).toEqual(['one']);
    });

    test.each(['done', 'deleted'])(
      'when a task was %s, its name is taken for an hour and free after it',
      async (end) => {
        await tasks.createTask('one', end === 'deleted' ? later() : {});
        if (end === 'deleted') await tasks.client.deleteTask({ name: nameOf('one') });
        await tasks.server.idle();
        await tasks.pass(3599);
        await expect(tasks.createTask('one')).rejects.toMatchObject({ code: status.ALREADY_EXISTS });
        await tasks.pass(1);
        await expect(tasks.createTask('one')).resolves.toMatchObject({ name: nameOf('one') });
      },
    );

    test('when a task is deleted, it is gone and never sent', async () => {
      await tasks.createTask('one', later());
      await tasks.client.deleteTask({ name: nameOf('one') });
      const gone = { code: status.NOT_FOUND };
      await expect(tasks.client.getTask({ name: nameOf('one') })).rejects.toMatchObject(gone);
      await expect(tasks.client.deleteTask({ name: nameOf('one') })).rejects.toMatchObject(gone);
      await tasks.pass(inAnHour + 1);
      expect(tasks.server.dispatches).toEqual([]);
    });

    test('when they are listed by pages, each comes once, though one is deleted on the way', async () => {
      for (const id of ['a', 'b', 'c', 'd', 'e']) await tasks.createTask(id, later());
      const page = (pageToken: string) =>
        tasks.client.listTasks({ parent: queueName, pageSize: 2, pageToken }, { autoPaginate: false });
      const [first, , { nextPageToken: second } = {}] = await page('');
      await tasks.client.deleteTask({ name: nameOf('a') });
      const [middle, , { nextPageToken: third } = {}] = await page(String(second));
      const [last, , response] = await page(String(third));
      const names = [...first, ...middle, ...last].map(({ name }) => name);
      expect(names).toEqual(['a', 'b', 'c', 'd', 'e'].map(nameOf));
      expect(last).toHaveLength(1);
      expect(response?.nextPageToken).toBe('');
    });

    test('when the token of a page is made up, it is refused', async () => {
      const page = tasks.client.listTasks({ parent: queueName, pageToken: 'x' }, { autoPaginate: false });
      await expect(page).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    });

    test('when the queue is not there, nothing is', async () => {
      const parent = `${location}/queues/other`;
      const missing = { code: status.NOT_FOUND };
      const task = { httpRequest: { url: tasks.worker.url } };
      await expect(tasks.client.createTask({ parent, task })).rejects.toMatchObject(missing);
      await expect(tasks.client.listTasks({ parent })).rejects.toMatchObject(missing);
      await expect(tasks.client.getTask({ name: `${parent}/tasks/x` })).rejects.toMatchObject(missing);
    });
  });

  describe('what Google refuses', () => {
    const body = (bytes: number) => ({ body: Buffer.alloc(bytes, 'x') });
    const deadline = (seconds: number) => ({ dispatchDeadline: { seconds } });
    const oidcToken = { serviceAccountEmail: 'worker@factoria.example' };

    test.each([
      ['a name with a space', { name: `${queueName}/tasks/a b` }, {}],
      ['a name of 501 characters', { name: `${queueName}/tasks/${'x'.repeat(501)}` }, {}],
      ['a name in another queue', { name: `${location}/queues/other/tasks/x` }, {}],
      ['no request', { httpRequest: null }, {}],
      ['a URL of another scheme', {}, { url: 'ftp://worker.example/' }],
      ['a URL that is none', {}, { url: 'http://' }],
      ['a URL of 2084 characters', {}, { url: `https://worker.example/${'x'.repeat(2061)}` }],
      ['a body above 100 kB', {}, body(103_000)],
      ['a body of a GET', {}, { httpMethod: 'GET' as const, ...body(1) }],
      ['80 kB of headers', {}, { headers: { 'X-Long': 'x'.repeat(80 * 1024) } }],
      ['a deadline of 14 s', deadline(14), {}],
      ['a deadline of 1801 s', deadline(1801), {}],
      ['a token in the clear', {}, { url: 'http://worker.example/', oidcToken }],
      ['a token of nobody', {}, { oidcToken: { audience: 'x' } }],
    ])('when a task has %s, it is refused and not stored', async (_, task, request) => {
      const refused = tasks.createTask('one', { ...later(), ...task }, request);
      await expect(refused).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
      expect(await tasks.taskIds()).toEqual([]);
    });

    test('when a task is to come in 30 days, it is taken, and refused for a second more', async () => {
      const days = 30 * 24 * 3600;
      await expect(tasks.createTask('one', later(days))).resolves.toBeDefined();
      const refused = tasks.createTask('two', later(days + 1));
      await expect(refused).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    });

    test('when a task is just small enough, it is taken', async () => {
      await tasks.createTask('one', { ...later(), ...deadline(1800) }, body(102_000));
      expect(await tasks.taskIds()).toEqual(['one']);
    });

    test('when a task is one of App Engine, that is said to be left out', async () => {
      const task = { httpRequest: null, appEngineHttpRequest: { relativeUri: '/' } };
      await expect(tasks.createTask('one', task)).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
    });

    test('when the parent is no queue, it is refused', async () => {
      const refused = tasks.client.createTask({ parent: 'queues/jobs', task: {} });
      await expect(refused).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    });
  });

  describe('queues', () => {
    const name = `${location}/queues/other`;

    test('when a queue is created, it has what was asked for, and else what Google gives', async () => {
      const retryConfig = { maxAttempts: 7, minBackoff: { seconds: 10 } };
      await tasks.client.createQueue({ parent: location, queue: { name, retryConfig } });
      const [queue] = await tasks.client.getQueue({ name });
      expect(queue).toMatchObject({
        name,
        state: 'RUNNING',
        retryConfig: {
          ...{ maxAttempts: 7, maxDoublings: 16, minBackoff: { seconds: '10' } },
          maxBackoff: { seconds: '3600' },
        },
        rateLimits: { maxDispatchesPerSecond: 500, maxBurstSize: 100, maxConcurrentDispatches: 1000 },
      });
      const [queues] = await tasks.client.listQueues({ parent: location });
      expect(queues.map((listed) => listed.name)).toEqual([queueName, name]);
    });

    test.each([
      ['a queue that is there', { name: queueName }, status.ALREADY_EXISTS],
      ['a name with a dot', { name: `${location}/queues/a.b` }, status.INVALID_ARGUMENT],
      ['another location', { name: 'projects/p/locations/l/queues/q' }, status.INVALID_ARGUMENT],
      ['-2 attempts', { name, retryConfig: { maxAttempts: -2 } }, status.INVALID_ARGUMENT],
      ['501 a second', { name, rateLimits: { maxDispatchesPerSecond: 501 } }, status.INVALID_ARGUMENT],
      ['5001 at once', { name, rateLimits: { maxConcurrentDispatches: 5001 } }, status.INVALID_ARGUMENT],
      [
        'a least backoff above the greatest',
        { name, retryConfig: { minBackoff: { seconds: 9 }, maxBackoff: { seconds: 8 } } },
        status.INVALID_ARGUMENT,
      ],
    ])('when a queue is created with %s, it is refused', async (_, queue, code) => {
      await expect(tasks.client.createQueue({ parent: location, queue })).rejects.toMatchObject({ code });
    });

    test('when a queue is updated with a mask, only what that names changes', async () => {
      const retryConfig = { maxAttempts: 3, maxDoublings: 0, minBackoff: { seconds: 5 } };
      const [queue] = await tasks.client.updateQueue({
        queue: { name: queueName, retryConfig, rateLimits: { maxConcurrentDispatches: 2 } },
        updateMask: { paths: ['retry_config.max_attempts', 'retry_config.max_doublings', 'rate_limits'] },
      });
      expect(queue.retryConfig).toMatchObject({
        ...{ maxAttempts: 3, maxDoublings: 0 },
        minBackoff: { seconds: '0', nanos: 100_000_000 },
      });
      expect(queue.rateLimits).toMatchObject({ maxConcurrentDispatches: 2 });
    });

    test('when a queue that is not there is updated, it is created; with a mask of nothing known, refused', async () => {
      await tasks.client.updateQueue({ queue: { name } });
      const [created] = await tasks.client.getQueue({ name });
      expect(created.name).toBe(name);
      const refused = tasks.client.updateQueue({ queue: { name }, updateMask: { paths: ['colour'] } });
      await expect(refused).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    });

    test('when a queue is purged, its tasks are gone and their names stay taken', async () => {
      await tasks.createTask('one', later());
      const [queue] = await tasks.client.purgeQueue({ name: queueName });
      expect(queue.purgeTime).toMatchObject({ seconds: String(tasks.clock.now() / 1000) });
      expect(await tasks.taskIds()).toEqual([]);
      await expect(tasks.createTask('one')).rejects.toMatchObject({ code: status.ALREADY_EXISTS });
    });

    test('when a queue is deleted, it is gone with its tasks, and its name is taken for seven days', async () => {
      await tasks.createTask('one', later());
      await tasks.client.deleteQueue({ name: queueName });
      await expect(tasks.client.getQueue({ name: queueName })).rejects.toMatchObject({
        code: status.NOT_FOUND,
      });
      const again = () => tasks.client.createQueue({ parent: location, queue: { name: queueName } });
      await expect(again()).rejects.toMatchObject({ code: status.FAILED_PRECONDITION });
      tasks.clock.advance(7 * 24 * 3_600_000);
      await again();
      expect(await tasks.taskIds()).toEqual([]);
      expect(tasks.server.dispatches).toEqual([]);
    });

    test('when the server makes queues on the fly, a task for a new one is taken', async () => {
      const lenient = await openCloudTasks({ createsQueues: true });
      const task = { httpRequest: { url: lenient.worker.url } };
      await lenient.client.createTask({ parent: name, task });
      await lenient.server.idle();
      expect(lenient.server.dispatches).toMatchObject([{ status: 204 }]);
      await lenient.close();
    });
  });
});
