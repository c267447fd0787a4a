import { createManualClock } from '@la-factoria/job/testing';
import type { Delivery, Job, JobStatus } from '@la-factoria/job';
import { describe, expect, test } from '@jest/globals';

import { announceEnds } from './announce-end.ts';
import type { ProductionRequest } from './job-request.ts';
import { viewJob } from './job-view.ts';

const done: Delivery = { outcome: 'done' };

function jobOf(more: Partial<Job<ProductionRequest>> = {}): Job<ProductionRequest> {
  return {
    ...{ id: 'job-1', owner: 'ana', status: 'completed', createdAt: 0, updatedAt: 0, completedAt: 0 },
    ...{ revision: 1, attempt: 1, steps: [] },
    request: {
      ...{ title: 'Tides', sourceCharacters: 100, materials: ['outline'], audio: false, language: 'en' },
      ...{ useCache: true, webhook: { url: 'https://ana.example/hook' } },
    },
    ...more,
  };
}

/** A receiver that answers with these, one after the other, and a worker that counts its deliveries. */
function stage(job: Job<ProductionRequest> | undefined, answers: (number | Error)[]) {
  const clock = createManualClock();
  const start = clock.now();
  const current = job && { ...job, completedAt: start, updatedAt: start };
  const ids: unknown[] = [];
  const ended: JobStatus[] = [];
  let deliveries = 0;
  const deliver = announceEnds(
    async () => {
      deliveries += 1;
      return done;
    },
    {
      store: { get: async () => current },
      view: async (shown) => viewJob(shown),
      outbound: {
        post: async (_url, { headers }) => {
          ids.push(headers?.['webhook-id']);
          const answer = answers.length > 1 ? answers.shift() : answers[0];
          if (answer instanceof Error) throw answer;
          return { status: answer ?? 204 };
        },
      },
      ...{ secret: 'a-secret-of-more-than-24-characters', now: () => clock.now() },
      ...{ onEnded: (status) => void ended.push(status), onSent: () => {} },
    },
  );
  return { clock, deliver: () => deliver('job-1'), ids, ended, deliveries: () => deliveries };
}

describe('announceEnds', () => {
  test('when the receiver takes it, the task is done', async () => {
    const { deliver, ids, ended } = stage(jobOf(), [204]);
    expect(await deliver()).toEqual(done);
    expect([ids, ended]).toEqual([['job-1_1'], ['completed']]);
  });

  test.each([[500], [404], [301], [new Error('unreachable')]])(
    'when the receiver answers %s, the task comes again, and only the webhook is done again',
    async (answer) => {
      const { deliver, clock, ids, ended, deliveries } = stage(jobOf(), [answer, 200]);
      expect(await deliver()).toEqual({ outcome: 'again', afterSeconds: 5 });
      clock.advance(5000);
      expect(await deliver()).toEqual(done);
      expect([ids, ended, deliveries()]).toEqual([['job-1_1', 'job-1_1'], ['completed'], 1]);
    },
  );

  test('when the task comes before it is time, the receiver is left alone', async () => {
    const { deliver, clock, ids } = stage(jobOf(), [500]);
    await deliver();
    clock.advance(2000);
    expect(await deliver()).toEqual({ outcome: 'again', afterSeconds: 3 });
    expect(ids).toHaveLength(1);
  });

  test('when the receiver stays away, pauses grow to an hour, and after a day it is given up', async () => {
    const { deliver, clock, ids } = stage(jobOf(), [503]);
    const pauses: number[] = [];
    for (let delivery = await deliver(); delivery.outcome === 'again'; delivery = await deliver()) {
      pauses.push(delivery.afterSeconds);
      clock.advance(delivery.afterSeconds * 1000);
    }
    expect(pauses.slice(0, 5)).toEqual([5, 5, 10, 20, 40]);
    expect(Math.max(...pauses)).toBe(3600);
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(24 * 60 * 60);
    expect(ids.length).toBeLessThan(50);
  });

  test.each([
    ['the job is gone', undefined],
    ['it has not ended', jobOf({ status: 'pending' })],
    ['nobody asked to be told', jobOf({ request: { ...jobOf().request, webhook: undefined } as never })],
  ])('when %s, nobody is told', async (_name, job) => {
    const { deliver, ids } = stage(job, [204]);
    expect(await deliver()).toEqual(done);
    expect(ids).toEqual([]);
  });
});
