import { describe, expect, test } from '@jest/globals';

import { jobStatuses } from './job.ts';
import { asSeenIn, type StepSummary, sumUsage } from './step.ts';

describe('sumUsage', () => {
  test('when steps used the same things and others, each is summed by its name', () => {
    const steps = [
      { usage: { calls: 1, tokens: 100 } },
      { usage: {} },
      { usage: { calls: 2, characters: 7 } },
    ];
    expect(sumUsage(steps)).toEqual({ calls: 3, tokens: 100, characters: 7 });
  });

  test('when there are no steps, nothing was used', () => {
    expect(sumUsage([])).toEqual({});
  });

  test('when usage is summed, the steps keep their own', () => {
    const step = { usage: { calls: 1 } };
    sumUsage([step, { usage: { calls: 2 } }]);
    expect(step).toEqual({ usage: { calls: 1 } });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'when a provider tells no number (%p), the rest is still summed',
    (tokens) => {
      const runs = [{ usage: { calls: 1, tokens } }, { usage: { calls: 1, tokens: 5 } }];
      expect(sumUsage(runs)).toEqual({ calls: 2, tokens: 5 });
    },
  );
});

describe('asSeenIn', () => {
  const step = (status: StepSummary['status']): StepSummary => ({
    ...{ name: 'outline', status, progress: 0.5, attempt: 1, runs: 1, usage: { calls: 1 }, startedAt: 1 },
  });

  test('when a job has ended, a step that is under way in it is seen as interrupted, and is else the same', () => {
    const seen = jobStatuses.map((status) => asSeenIn(status, step('processing')).status);
    expect(Object.fromEntries(jobStatuses.map((status, index) => [status, seen[index]]))).toEqual({
      ...{ pending: 'processing', processing: 'processing' },
      ...{
        completed: 'interrupted',
        partial: 'interrupted',
        failed: 'interrupted',
        cancelled: 'interrupted',
      },
    });
    expect(asSeenIn('failed', step('processing'))).toEqual({ ...step('processing'), status: 'interrupted' });
  });

  test.each(['completed', 'failed'] as const)(
    'when a job has ended, a %s step is seen as it is',
    (status) => {
      expect(asSeenIn('cancelled', step(status))).toEqual(step(status));
    },
  );
});
