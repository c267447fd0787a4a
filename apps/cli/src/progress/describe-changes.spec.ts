import { describe, expect, test } from '@jest/globals';

import { decodeJob } from '../api/job.ts';
import { buildJob, pendingJob, processingJob } from '../testing/contract-server.ts';
import { describeChanges } from './describe-changes.ts';

const pending = decodeJob(pendingJob);
const processing = decodeJob(processingJob);

describe('describeChanges', () => {
  test('when a job still waits, there is nothing to tell', () => {
    expect(describeChanges(undefined, pending)).toEqual([]);
  });

  test('when parts have moved on, each has a line with how much is done', () => {
    expect(describeChanges(pending, processing)).toEqual([
      '[1/2] outline: completed',
      '[1/2] flashcards: processing',
    ]);
  });

  test('when the first state is already an advanced one, it is told in full', () => {
    expect(describeChanges(undefined, processing)).toEqual(describeChanges(pending, processing));
  });

  test('when nothing has changed, nothing is told', () => {
    expect(describeChanges(processing, processing)).toEqual([]);
  });

  test('when a part fails, its reason is told on one line without control characters', () => {
    const error = { code: 'voice-failed', message: 'The voice\n\x1b[31mbroke.', isRetryable: true };
    const failed = decodeJob(buildJob({ audio: { status: 'failed', progress: 0, error } }));
    expect(describeChanges(undefined, failed).at(-1)).toBe('[2/2] audio: failed: The voice [31mbroke.');
  });

  test('when the audio advances, it is told at each quarter only', () => {
    const at = (progress: number) => decodeJob(buildJob({ audio: { status: 'processing', progress } }));
    expect(describeChanges(at(0), at(0.2))).toEqual([]);
    expect(describeChanges(at(0.2), at(0.26))).toEqual(['[2/2] audio: processing, 25 %']);
    expect(describeChanges(at(0.26), at(0.49))).toEqual([]);
    expect(describeChanges(at(0.49), at(0.99))).toEqual(['[2/2] audio: processing, 75 %']);
  });
});
