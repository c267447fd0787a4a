import { createPublicKey, verify } from 'node:crypto';

import { afterEach, describe, expect, test } from '@jest/globals';

import { arrived, until } from './cloud-tasks-time.ts';
import {
  type CloudTasks,
  type CloudTasksOptions,
  nameOf,
  openCloudTasks,
  retrySlowly,
} from './open-cloud-tasks.ts';
import { answering, holding } from './worker-answers.ts';

describe("startCloudTasksServer's requests to a worker", () => {
  let tasks: CloudTasks;

  afterEach(() => tasks.close());

  async function open(options: CloudTasksOptions = {}) {
    tasks = await openCloudTasks(options);
    return tasks;
  }

  describe('what the worker gets', () => {
    test('when a task is due, it is posted with its body, its headers and those of Cloud Tasks', async () => {
      await open();
      const headers = { 'Content-Type': 'application/json', 'X-Trace': 'abc' };
      await tasks.createTask('one', {}, { headers, body: Buffer.from('{"jobId":"job-1"}') });
      await tasks.server.idle();
      expect(tasks.worker.requests).toEqual([
        { body: { jobId: 'job-1' }, headers: expect.objectContaining({ 'x-trace': 'abc' }) },
      ]);
      expect(tasks.worker.requests[0]?.headers).toMatchObject({
        'content-type': 'application/json',
        'content-length': '17',
        'user-agent': 'Google-Cloud-Tasks',
        'x-cloudtasks-queuename': 'jobs',
        'x-cloudtasks-taskname': 'one',
        'x-cloudtasks-taskretrycount': '0',
        'x-cloudtasks-taskexecutioncount': '0',
        'x-cloudtasks-tasketa': `${tasks.clock.now() / 1000}.000000`,
      });
      expect(tasks.worker.requests[0]?.headers).not.toHaveProperty('x-cloudtasks-taskpreviousresponse');
      expect(tasks.worker.requests[0]?.headers).not.toHaveProperty('authorization');
    });

    test('when a task sets headers that are not its own to set, those of Cloud Tasks are sent', async () => {
      await open();
      const headers = { 'User-Agent': 'me', 'X-CloudTasks-TaskRetryCount': '9', 'X-Google-Thing': '1' };
      await tasks.createTask('one', {}, { headers });
      await tasks.server.idle();
      expect(tasks.worker.requests[0]?.headers).toMatchObject({
        'user-agent': 'Google-Cloud-Tasks',
        'x-cloudtasks-taskretrycount': '0',
      });
      expect(tasks.worker.requests[0]?.headers).not.toHaveProperty('x-google-thing');
    });

    test('when a task asks for a token, it gets one that the key set verifies, instead of its own header', async () => {
      await open();
      const oidcToken = {
        serviceAccountEmail: 'worker@factoria.example',
        audience: 'https://factoria.example',
      };
      await tasks.createTask('one', {}, { oidcToken, headers: { authorization: 'Bearer mine' } });
      await tasks.server.idle();
      const [head = '', payload = '', signature = ''] = String(
        tasks.worker.requests[0]?.headers['authorization'],
      )
        .replace(/^Bearer /, '')
        .split('.');
      const parsed = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
      const [key] = tasks.server.keySet().keys;
      expect(parsed(head)).toEqual({ alg: 'RS256', typ: 'JWT', kid: key?.kid });
      const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
      const signed = Buffer.from(`${head}.${payload}`);
      expect(verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
      expect(parsed(payload)).toMatchObject({
        iss: 'https://accounts.google.com',
        aud: 'https://factoria.example',
        email: 'worker@factoria.example',
        email_verified: true,
        iat: tasks.clock.now() / 1000,
        exp: tasks.clock.now() / 1000 + 3600,
      });
      expect(key).not.toHaveProperty('d');
      expect(tasks.server.dispatches[0]?.headers).not.toHaveProperty('authorization');
    });

    test('when a token has no audience, it is for the URL', async () => {
      await open();
      const oidcToken = { serviceAccountEmail: 'worker@factoria.example' };
      const { httpRequest } = await tasks.createTask('one', {}, { oidcToken });
      expect(httpRequest?.oidcToken?.audience).toBe(tasks.worker.url);
    });
  });

  describe('trying again', () => {
    test('when the worker fails, each attempt tells how many there were, and how many were answered', async () => {
      const answers = [{ status: 500 }, { status: 409 }, 'died' as const, { status: 404 }, { status: 200 }];
      await open({ handle: answering(...answers), settings: retrySlowly });
      await tasks.createTask('one');
      await tasks.pass(200);
      const header = (name: string) => tasks.worker.requests.map(({ headers }) => headers[name]);
      expect(header('x-cloudtasks-taskretrycount')).toEqual(['0', '1', '2', '3', '4']);
      expect(header('x-cloudtasks-taskexecutioncount')).toEqual(['0', '0', '1', '1', '2']);
      expect(header('x-cloudtasks-taskpreviousresponse')).toEqual([
        undefined,
        '500',
        '409',
        undefined,
        '404',
      ]);
      expect(header('x-cloudtasks-taskretryreason')).toEqual([
        undefined,
        ...['HTTP status code 500', 'HTTP status code 409', 'UNAVAILABLE', 'HTTP status code 404'],
      ]);
      expect(await tasks.taskIds()).toEqual([]);
    });

    test("when it fails for ever, the attempts follow the queue's backoff", async () => {
      await open({ handle: answering({ status: 500 }), settings: { ...retrySlowly, maxAttempts: -1 } });
      await tasks.createTask('one');
      await tasks.pass(1200);
      expect(tasks.secondsOf()).toEqual([0, 10, 30, 70, 150, 310, 550, 850, 1150]);
    });

    test('when it has failed as often as the queue allows, it is gone and its name taken', async () => {
      await open({ handle: answering({ status: 500 }), settings: { maxAttempts: 3 } });
      await tasks.createTask('one');
      await tasks.pass(60);
      expect(tasks.server.dispatches).toHaveLength(3);
      expect(await tasks.taskIds()).toEqual([]);
      await expect(tasks.createTask('one')).rejects.toMatchObject({ code: 6 });
    });

    test('when the queue allows a time as well, it is tried until both are used up', async () => {
      const settings = { ...retrySlowly, maxAttempts: 2, maxRetryMilliseconds: 60_000 };
      await open({ handle: answering({ status: 500 }), settings });
      await tasks.createTask('one');
      await tasks.pass(600);
      expect(tasks.secondsOf()).toEqual([0, 10, 30, 70]);
    });

    test.each([
      [429, { 'Retry-After': '120' }, 120],
      [503, { 'Retry-After': '120' }, 120],
      [503, { 'Retry-After': 'Thu, 01 Jan 2026 00:02:00 GMT' }, 120],
      [503, { 'Retry-After': '1' }, 10],
      [503, {}, 10],
      [409, { 'Retry-After': '120' }, 10],
      [500, { 'Retry-After': '120' }, 10],
    ])('when the answer is %d with %j, the next attempt is after %d s', async (status, headers, seconds) => {
      await open({ handle: answering({ status, headers }, { status: 204 }), settings: retrySlowly });
      await tasks.createTask('one');
      await tasks.pass(200);
      expect(tasks.secondsOf()).toEqual([0, seconds]);
    });

    test('when no answer comes by the deadline, the request is broken off and counts as unanswered', async () => {
      const { handle, release } = holding();
      await open({ handle, settings: retrySlowly });
      await tasks.createTask('one', { dispatchDeadline: { seconds: 15 } });
      await tasks.pass(14.9);
      expect(tasks.server.dispatches).toMatchObject([{ taskName: nameOf('one') }]);
      expect(tasks.server.dispatches[0]).not.toHaveProperty('failure');
      tasks.clock.advance(200);
      await until(() => tasks.server.underWay === 0);
      expect(tasks.server.dispatches).toMatchObject([{ failure: 'DEADLINE_EXCEEDED' }]);
      await until(() => tasks.worker.brokenOff === 1);
      release();
      tasks.clock.advance(10_000);
      await arrived(tasks.server, tasks.worker);
      expect(tasks.worker.requests[1]?.headers).toMatchObject({
        'x-cloudtasks-taskretrycount': '1',
        'x-cloudtasks-taskexecutioncount': '0',
        'x-cloudtasks-taskretryreason': 'DEADLINE_EXCEEDED',
      });
      release();
      await tasks.server.idle();
    });

    test('when attempts were made, the task tells of them', async () => {
      await open({ handle: answering('died', { status: 503 }), settings: retrySlowly });
      await tasks.createTask('one');
      await tasks.pass(15);
      const [task] = await tasks.client.getTask({ name: nameOf('one') });
      const seconds = (offset: number) => ({
        seconds: String((tasks.server.dispatches[0]?.at ?? 0) / 1000 + offset),
      });
      expect(task).toMatchObject({
        ...{ dispatchCount: 2, responseCount: 1, scheduleTime: seconds(30) },
        firstAttempt: { dispatchTime: seconds(0) },
        lastAttempt: {
          ...{ scheduleTime: seconds(10), dispatchTime: seconds(10), responseTime: seconds(10) },
          responseStatus: { code: 14, message: 'HTTP status code 503' },
        },
      });
    });
  });
});
