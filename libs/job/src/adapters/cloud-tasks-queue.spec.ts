import { describe, expect, test } from '@jest/globals';

import { type CloudTasksQueueOptions, createCloudTasksQueue } from './cloud-tasks-queue.ts';

const options: CloudTasksQueueOptions = {
  ...{ project: 'factoria', location: 'europe-west1', queue: 'jobs' },
  ...{ workerUrl: 'https://worker.example/run', serviceAccountEmail: 'worker@factoria.example' },
};

describe('createCloudTasksQueue', () => {
  test.each([
    [
      'workerUrl must be an https URL, and is http://worker.example/.',
      { workerUrl: 'http://worker.example/' },
    ],
    [
      'workerUrl must be an https URL, and is http://localhost.example/.',
      { workerUrl: 'http://localhost.example/' },
    ],
    ['workerUrl must be an https URL, and is worker.', { workerUrl: 'worker' }],
    ['dispatchDeadlineSeconds must be 15 to 1800, and is 14.9.', { dispatchDeadlineSeconds: 14.9 }],
    ['dispatchDeadlineSeconds must be 15 to 1800, and is 1801.', { dispatchDeadlineSeconds: 1801 }],
    ['dispatchDeadlineSeconds must be 15 to 1800, and is NaN.', { dispatchDeadlineSeconds: Number.NaN }],
    ['requestTimeoutSeconds must be above 0, and is 0.', { requestTimeoutSeconds: 0 }],
  ])('when an option can not be, it says: %s', (message, overrides) => {
    expect(() => createCloudTasksQueue({ ...options, ...overrides })).toThrow(new RangeError(message));
  });

  test('when it was never used, it closes without having connected', async () => {
    const unusable = { keyFilename: '/absent/credentials.json' };
    const queue = createCloudTasksQueue({ ...options, clientOptions: unusable });
    await expect(queue.close()).resolves.toBeUndefined();
    await expect(queue.enqueue('job-1', { occasion: 'start' })).rejects.toMatchObject({
      ...{ code: 'queue-unavailable', message: 'The queue has been closed.' },
    });
  });
});
