import { beforeEach, describe, expect, test } from '@jest/globals';

import { JobError } from '../errors.ts';
import type { Delivery } from '../ports/task-queue.ts';
import { createCloudTasksDelivery, type DeliveredRequest } from './cloud-tasks-delivery.ts';

describe('createCloudTasksDelivery', () => {
  let delivered: string[];
  let givenUp: string[];
  let errors: [unknown, string][];

  beforeEach(() => {
    delivered = [];
    givenUp = [];
    errors = [];
  });

  /** A delivery whose worker and whose giving up say what is given. */
  function openDelivery(
    say: () => Delivery | Promise<Delivery> = () => ({ outcome: 'done' }),
    options: { maxDeliveries?: number } = {},
  ) {
    return createCloudTasksDelivery({
      async deliver(jobId) {
        delivered.push(jobId);
        return say();
      },
      async onGivenUp(jobId) {
        givenUp.push(jobId);
        return say();
      },
      onError: (error, jobId) => void errors.push([error, jobId]),
      ...options,
    });
  }

  function request(
    counts: { retries?: number; executions?: number } = {},
    body: unknown = { jobId: 'job-1' },
  ) {
    const headers = {
      'x-cloudtasks-taskretrycount': String(counts.retries ?? 0),
      'x-cloudtasks-taskexecutioncount': String(counts.executions ?? 0),
    };
    return { headers, body } satisfies DeliveredRequest;
  }

  const again = (afterSeconds: number) => () => ({ outcome: 'again' as const, afterSeconds });

  test('when the job is done, the answer is 204', async () => {
    expect(await openDelivery()(request())).toEqual({ status: 204, headers: {} });
    expect(delivered).toEqual(['job-1']);
  });

  test.each([
    [12.2, '13'],
    [30, '30'],
    [0, '0'],
    [-3, '0'],
  ])(
    'when it is to come again after %d s, the answer is 409 with Retry-After %s',
    async (seconds, header) => {
      const answer = await openDelivery(again(seconds))(request());
      expect(answer).toEqual({ status: 409, headers: { 'Retry-After': header } });
    },
  );

  test('when the delivery throws, the answer is 500, and the error is told with its job', async () => {
    const failure = new Error('The disk says: /var/secret.');
    const answer = await openDelivery(() => Promise.reject(failure))(request());
    expect(answer).toEqual({ status: 500, headers: {} });
    expect(errors).toEqual([[failure, 'job-1']]);
  });

  test('when the store is away, the answer is 429 with Retry-After, which counts as an answer', async () => {
    const away = new JobError('store-unavailable', 'Away.', { isRetryable: true });
    const answer = await openDelivery(() => Promise.reject(away))(request());
    expect(answer).toEqual({ status: 429, headers: { 'Retry-After': '10' } });
    expect(errors).toEqual([[away, 'job-1']]);
  });

  test('when a JobError is final, the answer is 500', async () => {
    const final = new JobError('store-unavailable', 'No database.');
    expect(await openDelivery(() => Promise.reject(final))(request())).toMatchObject({ status: 500 });
  });

  describe('giving up', () => {
    test('F07 when five deliveries had no answer, the sixth is to give up', async () => {
      const deliver = openDelivery();
      await deliver(request({ retries: 4 }));
      expect(await deliver(request({ retries: 5 }))).toMatchObject({ status: 204 });
      expect(delivered).toEqual(['job-1']);
      expect(givenUp).toEqual(['job-1']);
    });

    test('when a hundred deliveries were answered and four were not, it is delivered', async () => {
      await openDelivery()(request({ retries: 104, executions: 100 }));
      expect(delivered).toEqual(['job-1']);
    });

    test('when one delivery without an answer is too much, the second is to give up', async () => {
      await openDelivery(undefined, { maxDeliveries: 1 })(request({ retries: 1 }));
      expect(givenUp).toEqual(['job-1']);
    });

    test('when giving up has to wait, the answer is 409', async () => {
      const answer = await openDelivery(again(3))(request({ retries: 5 }));
      expect(answer).toEqual({ status: 409, headers: { 'Retry-After': '3' } });
    });

    test('when giving up throws, the answer is 500', async () => {
      const answer = await openDelivery(() => Promise.reject(new Error('No.')))(request({ retries: 5 }));
      expect(answer).toMatchObject({ status: 500 });
      expect(errors).toHaveLength(1);
    });

    test.each([
      ['absent', {}],
      ['no numbers', { 'x-cloudtasks-taskretrycount': 'many' }],
      ['sent twice', { 'x-cloudtasks-taskretrycount': ['9', '9'] }],
      ['negative', { 'x-cloudtasks-taskretrycount': '-9' }],
    ])('when the counts are %s, it is a first delivery', async (_, headers) => {
      await openDelivery()({ headers, body: { jobId: 'job-1' } });
      expect(delivered).toEqual(['job-1']);
    });

    test('when it is to give up after no delivery at all, that is refused', () => {
      expect(() => openDelivery(undefined, { maxDeliveries: 0 })).toThrow(RangeError);
    });
  });

  describe('a body that names no job', () => {
    test.each([
      ['absent', undefined],
      ['null', null],
      ['text', 'job-1'],
      ['a list', ['job-1']],
      ['empty', {}],
      ['with a number', { jobId: 1 }],
      ['with an empty id', { jobId: '' }],
    ])('when it is %s, the answer is 400 and nothing is delivered', async (_, body) => {
      // Not by default values, which would replace an absent body.
      const answer = await openDelivery()({ ...request(), body });
      expect(answer).toEqual({ status: 400, headers: {} });
      expect([...delivered, ...givenUp]).toEqual([]);
      expect(errors).toHaveLength(1);
    });

    test('when it has come five times, it is dropped', async () => {
      const deliver = openDelivery();
      expect(await deliver(request({ retries: 4, executions: 4 }, {}))).toMatchObject({ status: 400 });
      expect(await deliver(request({ retries: 5, executions: 5 }, {}))).toMatchObject({ status: 204 });
      expect(givenUp).toEqual([]);
      expect(errors).toHaveLength(2);
    });
  });
});
