import { describe, expect, test } from '@jest/globals';

import { type FailureExtent, StepFailed } from './job-context.ts';
import { decideOutcome } from './job-outcome.ts';
import type { JobOutcome } from './ports/job-store.ts';

const failureOf = (code: string) => ({ code, message: 'On purpose.', isRetryable: true });
const failed = (code: string, extent?: FailureExtent) => new StepFailed('a step', failureOf(code), extent);

const said: Record<string, JobOutcome | undefined> = {
  nothing: undefined,
  completed: { status: 'completed' },
  partial: { status: 'partial', error: failureOf('said') },
  failed: { status: 'failed', error: failureOf('said') },
};

/** Steps that failed, steps that completed, and how the job ends for each thing that its recipe may have said. */
const rows: [string, StepFailed[], number, Record<keyof typeof said, string>][] = [
  [
    'no step failed',
    [],
    2,
    { nothing: 'completed', completed: 'completed', partial: 'partial said', failed: 'failed said' },
  ],
  [
    'there was no step',
    [],
    0,
    { nothing: 'completed', completed: 'completed', partial: 'partial said', failed: 'failed said' },
  ],
  [
    'an output failed beside others',
    [failed('faqs', 'output')],
    2,
    { nothing: 'partial faqs', completed: 'partial faqs', partial: 'partial said', failed: 'failed said' },
  ],
  [
    'the only output failed',
    [failed('faqs', 'output')],
    0,
    { nothing: 'failed faqs', completed: 'failed faqs', partial: 'partial said', failed: 'failed said' },
  ],
  [
    'a step failed without which there is no job',
    [failed('outline', 'job')],
    2,
    {
      nothing: 'failed outline',
      completed: 'failed outline',
      partial: 'failed outline',
      failed: 'failed said',
    },
  ],
  [
    'a step failed of which nothing was said',
    [failed('outline')],
    2,
    {
      nothing: 'failed outline',
      completed: 'failed outline',
      partial: 'failed outline',
      failed: 'failed said',
    },
  ],
  [
    'an output failed first and then what the job needs',
    [failed('faqs', 'output'), failed('outline', 'job')],
    2,
    {
      nothing: 'failed outline',
      completed: 'failed outline',
      partial: 'failed outline',
      failed: 'failed said',
    },
  ],
  [
    'two outputs failed',
    [failed('faqs', 'output'), failed('script', 'output')],
    1,
    { nothing: 'partial faqs', completed: 'partial faqs', partial: 'partial said', failed: 'failed said' },
  ],
];

describe('decideOutcome', () => {
  test.each(rows)(
    'F12 when %s, the job ends as its steps and its recipe have it',
    (_, failures, completed, expected) => {
      const outcomes = Object.entries(said).map(([name, outcome]) => {
        const decided = decideOutcome(outcome, failures, completed);
        return [
          name,
          decided.status === 'completed' ? 'completed' : `${decided.status} ${decided.error.code}`,
        ];
      });
      expect(Object.fromEntries(outcomes)).toEqual(expected);
    },
  );
});
