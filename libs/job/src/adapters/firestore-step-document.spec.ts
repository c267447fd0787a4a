import { describe, expect, test } from '@jest/globals';

import type { StepEnd } from '../ports/job-store.ts';
import {
  toFields,
  toStepDocument,
  toSummary,
  withProgress,
  withRunEnded,
  withRunStarted,
} from './firestore-step-document.ts';

const lease = { jobId: 'job-1', worker: 'worker-1', token: 7 };
const startedAt = Date.UTC(2026, 0, 1);
const begun = () => withRunStarted(undefined, { run: 1, attempt: 1, startedAt }, lease, 'outline');
const end: StepEnd = { outcome: 'completed', result: '1', usage: { calls: 2 } };
const ended = (step = begun(), run = 1, by = lease) =>
  withRunEnded(step, run, by, { end, result: { inline: '1' }, now: startedAt + 5 });

describe('a step in Firestore', () => {
  test('when a step is written and read, it is the same, whatever its usage is called', () => {
    const usage = { '': 1, __name__: 2, 'a.b': 3, calls: 4 };
    const step = withProgress(begun(), 1, lease, { fraction: 0.5, usage, now: startedAt + 1 });
    expect(toStepDocument(toFields(step))).toEqual(step);
    expect(toSummary(toStepDocument(toFields(step))).usage).toEqual(usage);
  });

  test('when only what a summary needs is read, the result is not there', () => {
    const { result, ...fields } = toFields(ended());
    expect(result).toEqual({ inline: '1' });
    expect(toStepDocument(fields)).toEqual({ ...ended(), result: null });
  });

  test('when a run is begun, changed and ended, each is one revision and the latest of them its time', () => {
    const progressed = withProgress(begun(), 1, lease, { fraction: 0.5, usage: {}, now: startedAt + 3 });
    expect([begun(), progressed, ended(progressed)]).toMatchObject([
      { revision: 1, updatedAt: startedAt },
      { revision: 2, updatedAt: startedAt + 3 },
      { revision: 3, updatedAt: startedAt + 5 },
    ]);
  });

  test.each([
    ['a run that has begun begins again', begun(), (step = begun()) => restarted(step, 1)],
    ['an earlier run begins again', restarted(begun(), 2), (step = begun()) => restarted(step, 1)],
    ['a run that has ended ends again', ended(), ended],
    ['another run ends', begun(), (step = begun()) => ended(step, 2)],
    ['a run ends under another lease', begun(), (step = begun()) => ended(step, 1, { ...lease, token: 8 })],
    ['a run that has ended tells of progress', ended(), (step = begun()) => progressOf(step, 0.7)],
    ['a run tells what it has told', progressOf(begun(), 0.7), (step = begun()) => progressOf(step, 0.7)],
  ])('when %s, the step stays as it is', (_, step, change) => {
    expect(change(step)).toBe(step);
  });
});

function restarted(step: ReturnType<typeof begun>, run: number) {
  return withRunStarted(step, { run, attempt: 1, startedAt: startedAt + 1 }, lease, 'outline');
}

function progressOf(step: ReturnType<typeof begun>, fraction: number) {
  return withProgress(step, 1, lease, { fraction, usage: { calls: 1 }, now: startedAt + 1 });
}
