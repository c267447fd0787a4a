import { afterEach, describe, expect, test } from '@jest/globals';
import { createManualClock, type ManualClock } from '@la-factoria/job/testing';

import { arrived, until } from './cloud-tasks-time.ts';
import {
  type CloudTasks,
  type CloudTasksOptions,
  nameOf,
  openCloudTasks,
  queueName,
  retrySlowly,
} from './open-cloud-tasks.ts';
import type { WorkerAnswer } from './start-task-worker.ts';
import { answering, holding } from './worker-answers.ts';

describe("startCloudTasksServer's queues, by a worker", () => {
  let tasks: CloudTasks;

  afterEach(() => tasks.close());

  async function open(options: CloudTasksOptions = {}) {
    tasks = await openCloudTasks(options);
    return tasks;
  }

  describe('when it is sent', () => {
    test('when a task has a time, it is sent then and not before', async () => {
      await open();
      const scheduleTime = { seconds: tasks.clock.now() / 1000 + 90, nanos: 500_000_000 };
      await tasks.createTask('one', { scheduleTime });
      await tasks.pass(90);
      expect(tasks.server.dispatches).toEqual([]);
      await tasks.pass(0.5);
      expect(tasks.server.dispatches).toMatchObject([{ status: 204 }]);
    });

    test('when more tasks are due than may be sent at once, the others wait for an end', async () => {
      const { handle, release } = holding();
      await open({ handle, settings: { maxConcurrentDispatches: 2 } });
      for (const id of ['a', 'b', 'c']) await tasks.createTask(id);
      await tasks.pass(60);
      expect(tasks.server.dispatches.map(({ taskName }) => taskName)).toEqual([nameOf('a'), nameOf('b')]);
      release();
      await until(() => tasks.server.dispatches.length === 3);
      await arrived(tasks.server, tasks.worker);
      release();
      release();
      await tasks.server.idle();
      expect(tasks.server.dispatches.map(({ status }) => status)).toEqual([204, 204, 204]);
    });

    test('when more tasks are due than may be sent in a second, they are sent at that rate after the burst', async () => {
      await open({ settings: { maxDispatchesPerSecond: 0.5 } });
      await tasks.client.pauseQueue({ name: queueName });
      for (let index = 0; index < 13; index += 1) await tasks.createTask(`task-${index}`);
      await tasks.client.resumeQueue({ name: queueName });
      await tasks.pass(10);
      expect(tasks.secondsOf()).toEqual([...Array(10).fill(0), 2, 4, 6]);
    });

    test('when the queue is paused, nothing is sent until it goes on', async () => {
      await open();
      await tasks.client.pauseQueue({ name: queueName });
      await tasks.createTask('one');
      await tasks.pass(3600);
      expect(tasks.server.dispatches).toEqual([]);
      await tasks.client.resumeQueue({ name: queueName });
      await tasks.server.idle();
      expect(tasks.server.dispatches).toMatchObject([{ status: 204 }]);
    });

    test('when a task is run by hand, it is sent though the queue is paused, and done by its answer', async () => {
      await open();
      await tasks.client.pauseQueue({ name: queueName });
      await tasks.createTask('one', { scheduleTime: { seconds: tasks.clock.now() / 1000 + 3600 } });
      const [ran] = await tasks.client.runTask({ name: nameOf('one') });
      expect(ran.dispatchCount).toBe(1);
      await tasks.server.idle();
      expect(tasks.server.dispatches).toMatchObject([{ status: 204 }]);
      await expect(tasks.client.runTask({ name: nameOf('one') })).rejects.toMatchObject({ code: 5 });
    });

    test('when a task that is run by hand fails, the next attempt counts from the call', async () => {
      const failed = Promise.withResolvers<WorkerAnswer>();
      await open({ handle: () => failed.promise, settings: retrySlowly });
      await tasks.createTask('one', { scheduleTime: { seconds: tasks.clock.now() / 1000 + 3600 } });
      await tasks.client.runTask({ name: nameOf('one') });
      await tasks.pass(4);
      failed.resolve({ status: 500 });
      await tasks.pass(10);
      expect(tasks.secondsOf()).toEqual([0, 10]);
    });

    test('when a task is to come in 29 days, no timer is set for longer than Node can, and it comes then', async () => {
      const manual = createManualClock();
      const timers: number[] = [];
      const after: ManualClock['after'] = (milliseconds, action) => {
        timers.push(milliseconds);
        return manual.after(milliseconds, action);
      };
      await open({ clock: { ...manual, after } });
      await tasks.createTask('one', { scheduleTime: { seconds: manual.now() / 1000 + 29 * 24 * 3600 } });
      manual.advance(29 * 24 * 3_600_000 - 1);
      expect(tasks.server.dispatches).toEqual([]);
      manual.advance(1);
      expect(tasks.server.dispatches).toHaveLength(1);
      await tasks.server.idle();
      // https://nodejs.org/api/timers.html: what is longer comes due at once.
      expect(Math.max(...timers)).toBeLessThanOrEqual(2 ** 31 - 1);
    });

    test('when a task is deleted while it is under way, its failure brings no other attempt', async () => {
      const failed = Promise.withResolvers<WorkerAnswer>();
      await open({ handle: () => failed.promise });
      await tasks.createTask('one');
      await arrived(tasks.server, tasks.worker);
      await tasks.client.deleteTask({ name: nameOf('one') });
      failed.resolve({ status: 500 });
      await tasks.pass(600);
      expect(tasks.server.dispatches).toMatchObject([{ status: 500 }]);
    });

    test('when a task is deleted while it is under way and another has its name, its end leaves that alone', async () => {
      const { handle, release } = holding();
      await open({ handle, tombstoneSeconds: 0 });
      await tasks.createTask('one');
      await arrived(tasks.server, tasks.worker);
      await tasks.client.deleteTask({ name: nameOf('one') });
      await tasks.createTask('one', { scheduleTime: { seconds: tasks.clock.now() / 1000 + 3600 } });
      release();
      await tasks.server.idle();
      expect(tasks.server.dispatches).toMatchObject([{ status: 204 }]);
      expect(await tasks.taskIds()).toEqual(['one']);
    });

    test('when the server is closed while a task is under way, it ends without an answer', async () => {
      await open({ handle: () => new Promise(() => {}) });
      await tasks.createTask('one');
      await arrived(tasks.server, tasks.worker);
      await tasks.server.close();
      expect(tasks.server.dispatches).toMatchObject([{ failure: 'UNAVAILABLE' }]);
      expect(tasks.clock.timers).toBe(0);
    });
  });

  describe('what goes wrong on demand', () => {
    test('when a task that is done is delivered again, the worker gets the same request', async () => {
      await open();
      await tasks.createTask('one', {}, { body: Buffer.from('{"jobId":"job-1"}') });
      await tasks.server.idle();
      await tasks.pass(7200);
      const repeated = await tasks.server.redeliver(nameOf('one'));
      expect(repeated).toMatchObject({ status: 204, isRepetition: true, taskName: nameOf('one') });
      const [first, second] = tasks.worker.requests;
      expect(second).toEqual(first);
      await expect(tasks.server.redeliver(nameOf('never'))).rejects.toMatchObject({ status: 'NOT_FOUND' });
    });

    test('when everything is delivered twice, one answer of two counts', async () => {
      await open({
        deliversTwice: true,
        handle: answering({ status: 500 }, { status: 500 }, { status: 204 }),
      });
      await tasks.createTask('one');
      await tasks.pass(60);
      expect(tasks.worker.requests.map(({ headers }) => headers['x-cloudtasks-taskretrycount'])).toEqual([
        ...['0', '0', '1', '1'],
      ]);
      expect(tasks.server.dispatches.filter(({ isRepetition }) => isRepetition)).toHaveLength(2);
    });

    test('when an answer is lost, the task is sent again as one that had none', async () => {
      await open({ settings: retrySlowly });
      tasks.server.dropAnswers(1);
      await tasks.createTask('one');
      await tasks.pass(60);
      expect(tasks.server.dispatches).toMatchObject([
        { status: 204, failure: 'UNAVAILABLE' },
        { status: 204 },
      ]);
      expect(tasks.worker.requests[1]?.headers).toMatchObject({
        'x-cloudtasks-taskretrycount': '1',
        'x-cloudtasks-taskexecutioncount': '0',
      });
      expect(tasks.server.dispatches).toHaveLength(2);
    });

    test('when calls are to fail, as many do, with that status and text, and the next ones work', async () => {
      await open();
      tasks.server.failCalls({
        method: 'GetQueue',
        status: 'PERMISSION_DENIED',
        details: 'Not you.',
        times: 2,
      });
      const call = () => tasks.client.getQueue({ name: queueName });
      await expect(call()).rejects.toMatchObject({ code: 7, details: 'Not you.' });
      await expect(call()).rejects.toMatchObject({ code: 7 });
      const [queue] = await call();
      expect(queue.name).toBe(queueName);
      expect(tasks.server.calls.map(({ method }) => method)).toEqual(['GetQueue', 'GetQueue', 'GetQueue']);
    });

    test('when the answer of a call is lost, it has taken effect', async () => {
      await open();
      await tasks.client.pauseQueue({ name: queueName });
      tasks.server.failCalls({ status: 'UNAVAILABLE', isEffective: true });
      await expect(tasks.createTask('one')).rejects.toMatchObject({ code: 14 });
      expect(await tasks.taskIds()).toEqual(['one']);
    });
  });
});
