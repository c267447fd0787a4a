import { createManualClock, settled } from '@la-factoria/job/testing';
import { describe, expect, test } from '@jest/globals';

import { purgeOldJobs, startRetention } from './purge-old-jobs.ts';

const day = 24 * 60 * 60 * 1000;

/** So many jobs, created a minute apart, the oldest first. */
function jobsOf(count: number, start: number) {
  let jobs = Array.from({ length: count }, (_, index) => ({
    id: `job-${index}`,
    at: start + index * 60_000,
  }));
  const deleted: string[] = [];
  return {
    deleted,
    ids: () => jobs.map(({ id }) => id),
    store: {
      async createdBefore(time: number, limit: number) {
        return jobs
          .filter(({ at }) => at < time)
          .slice(0, limit)
          .map(({ id }) => id);
      },
      async delete(id: string) {
        deleted.push(`job ${id}`);
        jobs = jobs.filter((job) => job.id !== id);
      },
    },
    audioStore: {
      async delete(id: string) {
        deleted.push(`audio ${id}`);
      },
    },
  };
}

describe('purgeOldJobs', () => {
  test('when jobs are older than they may be, they go, the audio before the job, however many pages there are', async () => {
    const clock = createManualClock();
    const jobs = jobsOf(250, clock.now() - 30 * day);
    const running = new AbortController().signal;
    const dependencies = { ...jobs, clock, retentionDays: 30, onPurged: () => {}, onError: () => {} };
    clock.advance(240 * 60_000);

    expect(await purgeOldJobs(dependencies, running)).toBe(240);
    expect(jobs.ids()).toEqual(Array.from({ length: 10 }, (_, index) => `job-${240 + index}`));
    expect(jobs.deleted.slice(0, 2)).toEqual(['audio job-0', 'job job-0']);
  });

  test('when the server stops, no more are purged', async () => {
    const clock = createManualClock();
    const jobs = jobsOf(5, clock.now() - 30 * day);
    const stopped = AbortSignal.abort();
    const dependencies = { ...jobs, clock, retentionDays: 1, onPurged: () => {}, onError: () => {} };

    expect(await purgeOldJobs(dependencies, stopped)).toBe(0);
    expect(jobs.ids()).toHaveLength(5);
  });
});

test('when the audio can not be deleted, the job stays to be found, and an hour later both go', async () => {
  const clock = createManualClock();
  const jobs = jobsOf(1, clock.now() - 30 * day);
  const told: unknown[] = [];
  let isAway = true;
  const audioStore = {
    delete: async (id: string) => {
      if (isAway) throw new Error('away');
      await jobs.audioStore.delete(id);
    },
  };
  const stopping = new AbortController();
  const tell = (what: unknown) => void told.push(what);
  startRetention(
    { store: jobs.store, audioStore, clock, retentionDays: 1, onPurged: tell, onError: tell },
    stopping.signal,
  );
  await settled();
  expect([told, jobs.ids()]).toEqual([[new Error('away')], ['job-0']]);
  isAway = false;
  clock.advance(60 * 60 * 1000);
  await settled();
  expect([told, jobs.ids()]).toEqual([[new Error('away'), 1], []]);
  stopping.abort();
});
