import { describe, expect, test } from '@jest/globals';

import { cloudTaskId } from './cloud-task-name.ts';

const allowed = /^[A-Za-z0-9_-]{1,500}$/;

describe('cloudTaskId', () => {
  test('when job and occasion are the same, the id is the same', () => {
    expect(cloudTaskId('job-1', 'attempt 2')).toBe(cloudTaskId('job-1', 'attempt 2'));
  });

  test('when job and occasion are joined, the one can not run into the other', () => {
    const ids = [
      cloudTaskId('job', '1-start'),
      cloudTaskId('job-1', 'start'),
      cloudTaskId('job-1-', 'start'),
      cloudTaskId('job-1', '"start'),
      cloudTaskId('job-1', 'start '),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('when they differ beyond what is shown of them, the ids differ', () => {
    const long = 'a'.repeat(600);
    expect(cloudTaskId(long, 'one')).not.toBe(cloudTaskId(long, 'two'));
  });

  test.each([
    ['other alphabets', 'задача', 'première fois'],
    ['slashes and spaces', 'a/b c', '../..'],
    ['nothing', '', ''],
    ['a thousand characters', 'x'.repeat(1000), 'y'.repeat(1000)],
    ['a lone surrogate', '\ud800', '\udfff'],
  ])('when they hold %s, the id has only what is allowed', (_, jobId, occasion) => {
    expect(cloudTaskId(jobId, occasion)).toMatch(allowed);
  });

  test('when jobs follow one another, their ids do not begin alike', () => {
    const beginnings = ['0198-0001', '0198-0002', '0198-0003', '0198-0004'].map((id) =>
      cloudTaskId(id, 'start').slice(0, 6),
    );
    expect(new Set(beginnings).size).toBe(4);
  });

  test('when someone reads it, it tells job and occasion', () => {
    expect(cloudTaskId('job-1', 'attempt 2')).toMatch(/^[0-9a-f]{32}-job-1-attempt-2$/);
  });
});
