import { describe, expect, test } from '@jest/globals';

import { buildCloudTask, type CloudTaskSettings, maxCloudTaskBytes } from './cloud-task.ts';

const settings: CloudTaskSettings = {
  parent: 'projects/factoria/locations/europe-west1/queues/jobs',
  workerUrl: 'https://worker.example/internal/tasks/run-job',
  serviceAccountEmail: 'worker@factoria.example',
  audience: 'https://worker.example',
  dispatchDeadlineSeconds: 1800,
};

const order = { jobId: 'job-1', occasion: 'start', deliverAt: undefined };

/** What building it throws. */
function refusal(jobId: string): unknown {
  try {
    buildCloudTask(settings, { ...order, jobId });
  } catch (error) {
    return error;
  }
  throw new Error('The task was built.');
}

describe('buildCloudTask', () => {
  test('when a job is to be delivered, its id is posted as JSON to the worker, with a token for its audience', () => {
    const { httpRequest, dispatchDeadline } = buildCloudTask(settings, order);
    expect(httpRequest).toMatchObject({
      url: settings.workerUrl,
      httpMethod: 'POST',
      headers: { 'Content-Type': 'application/json' },
      oidcToken: { serviceAccountEmail: settings.serviceAccountEmail, audience: settings.audience },
    });
    expect(JSON.parse(String(httpRequest?.body))).toEqual({ jobId: 'job-1' });
    expect(dispatchDeadline).toEqual({ seconds: 1800 });
  });

  test('when it is to come at once, it has no time', () => {
    expect(buildCloudTask(settings, order)).not.toHaveProperty('scheduleTime');
  });

  test('when it is to come later, it has that time, to the millisecond', () => {
    expect(buildCloudTask(settings, { ...order, deliverAt: 1_767_225_600_250 }).scheduleTime).toEqual({
      seconds: 1_767_225_600,
      nanos: 250_000_000,
    });
  });

  test('when the order is given again, the name is the same, in the queue', () => {
    const { name } = buildCloudTask(settings, order);
    expect(buildCloudTask(settings, order).name).toBe(name);
    expect(name).toMatch(/^projects\/factoria\/locations\/europe-west1\/queues\/jobs\/tasks\/[\w-]+$/);
  });

  test('when it would be above 100 kB, that is refused for good, with its size and the limit', () => {
    expect(refusal('x'.repeat(maxCloudTaskBytes))).toMatchObject({
      name: 'JobError',
      code: 'task-too-large',
      isRetryable: false,
      message: expect.stringMatching(/^The task is 10\d{4} bytes long; Cloud Tasks takes 100000 at most\.$/),
    });
  });

  test('when the letters take several bytes each, the bytes count', () => {
    expect(refusal('я'.repeat(maxCloudTaskBytes / 2))).toMatchObject({ code: 'task-too-large' });
  });
});
