import { expect, test } from '@jest/globals';

import { newJob } from '../job.ts';
import { createEndedJobs } from './ended-jobs.ts';

const ended = (id: string) => ({
  ...newJob({ id, owner: 'ann', request: {} }, 0),
  ...{ status: 'completed' as const, completedAt: 1 },
});

test('when the row has another revision, or the job has not ended, nothing is found', () => {
  const jobs = createEndedJobs();
  jobs.keep(ended('a'), 3);
  jobs.keep({ ...ended('b'), status: 'processing' }, 3);
  expect(jobs.find('a', () => 3)).toEqual(ended('a'));
  expect(jobs.find('a', () => 4)).toBeUndefined();
  expect(jobs.find('b', () => 3)).toBeUndefined();
});

test('when what was found is changed, the next one finds it as it was', () => {
  const jobs = createEndedJobs();
  jobs.keep(ended('a'), 3);
  Object.assign(jobs.find('a', () => 3) ?? {}, { status: 'failed' });
  expect(jobs.find('a', () => 3)).toEqual(ended('a'));
});

test('when more than 500 are kept, the first is forgotten', () => {
  const jobs = createEndedJobs();
  for (let place = 0; place <= 500; place += 1) jobs.keep(ended(`job-${place}`), 1);
  expect(jobs.find('job-0', () => 1)).toBeUndefined();
  expect(jobs.find('job-1', () => 1)).toEqual(ended('job-1'));
  expect(jobs.find('job-500', () => 1)).toEqual(ended('job-500'));
});
