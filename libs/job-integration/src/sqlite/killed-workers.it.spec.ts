import { writeFileSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSqliteJobStore, openSqliteDatabase, systemClock } from '@la-factoria/job';

import { openWorkplace, type Workplace } from '../workplace/open-workplace.ts';

const seconds = 1000;

describe('a worker process that is killed', () => {
  let place: Workplace;

  beforeEach(() => {
    place = openWorkplace();
  });

  afterEach(() => place.close());

  test(
    'F03 when it is killed in the middle of a job and started again, the job ends at once and no finished step ran twice',
    async () => {
      const id = await place.submit({ steps: ['outline', 'script', 'audio'] });
      const first = place.start({ holdAt: 'script' });
      await first.line(`begun ${id} script`);
      expect(await first.kill('SIGKILL')).toBe('SIGKILL');
      expect(await place.store.get(id)).toMatchObject({ status: 'processing' });

      place.start();
      expect(await place.ended(id)).toMatchObject({ status: 'completed', attempt: 1 });
      expect(place.effects(id)).toEqual(['outline', 'script', 'script', 'audio']);
      expect(place.integrity()).toEqual(['ok']);
    },
    20 * seconds,
  );

  test(
    'F03 when it is killed in each of four steps, each is begun again once, and the result of each is there',
    async () => {
      const steps = ['one', 'two', 'three', 'four'];
      const id = await place.submit({ steps });
      for (const holdAt of steps) {
        const killed = place.start({ holdAt });
        await killed.line(`begun ${id} ${holdAt}`);
        await killed.kill('SIGKILL');
      }
      place.start();
      expect(await place.ended(id)).toMatchObject({ status: 'completed' });
      expect(place.effects(id)).toEqual(steps.flatMap((name) => [name, name]));
      expect(await Promise.all(steps.map((name) => place.store.stepResult(id, name)))).toEqual(
        steps.map((name) => JSON.stringify(`result of ${name}`)),
      );
      expect(place.integrity()).toEqual(['ok']);
    },
    30 * seconds,
  );

  test(
    'F07 when a job kills its process each time, it is given up after five, and the jobs beside it complete',
    async () => {
      const poison = await place.submit({ steps: ['poison'], poison: 'poison' });
      const others = [await place.submit({ steps: ['outline'] }), await place.submit({ steps: ['outline'] })];
      const deaths = [];
      for (let start = 0; start < 5; start += 1) deaths.push(await place.start({ concurrency: 3 }).ended);
      expect(deaths).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGKILL']);

      const last = place.start({ concurrency: 3 });
      expect(await place.ended(poison)).toMatchObject({ status: 'failed', error: { code: 'job-given-up' } });
      for (const other of others) expect(await place.ended(other)).toMatchObject({ status: 'completed' });
      expect(place.effects(poison)).toHaveLength(5);
      await last.line('ready');
      expect(await last.kill('SIGTERM')).toBe(0);
      expect(place.integrity()).toEqual(['ok']);
    },
    30 * seconds,
  );

  test(
    'F01 when the process died between storing a job and enqueuing it, the same key gives the same job, and the next start runs it',
    async () => {
      const order = {
        ...{ owner: 'ann', request: { steps: ['outline'] }, input: 'The sea.' },
        idempotency: { key: 'key-1', bodyHash: 'body-1' },
      };
      const { job } = await place.store.create({ id: '01949c1e-0000-7000-8000-000000000000', ...order });
      const again = await place.store.create({ id: '01949c1e-0000-7000-8000-000000000001', ...order });
      expect(again).toEqual({ job, isNew: false });
      place.start();
      expect(await place.ended(job.id)).toMatchObject({ status: 'completed' });
    },
    20 * seconds,
  );
});

describe('a worker process that is stopped or blocked', () => {
  let place: Workplace;

  beforeEach(() => {
    place = openWorkplace();
  });

  afterEach(() => place.close());

  test(
    'F05 when SIGTERM comes during a job that outlives the grace, the process ends by itself and another goes on at once',
    async () => {
      const id = await place.submit({ steps: ['outline', 'script'] });
      const first = place.start({ holdAt: 'script', graceSeconds: 0.1 });
      await first.line(`begun ${id} script`);
      expect(await first.kill('SIGTERM')).toBe(0);
      expect(await first.line('aborted')).toBe(`aborted ${id} stopping`);
      expect(await place.store.waiting(10)).toEqual([id]);

      place.start();
      expect(await place.ended(id)).toMatchObject({ status: 'completed' });
      expect(place.effects(id)).toEqual(['outline', 'script', 'script']);
    },
    20 * seconds,
  );

  test(
    'F05 when SIGTERM comes during a job that ends within the grace, it completes and nothing else is begun',
    async () => {
      const id = await place.submit({ steps: ['script'] });
      const worker = place.start({ holdAt: 'script', graceSeconds: 600, concurrency: 1 });
      await worker.line(`begun ${id} script`);
      const ended = worker.kill('SIGTERM');
      await worker.line('stopping');
      const later = await place.submit({ steps: ['script'] });
      worker.go();
      expect(await ended).toBe(0);
      expect(await place.store.get(id)).toMatchObject({ status: 'completed' });
      expect(await place.store.get(later)).toMatchObject({ status: 'pending' });
      expect(place.effects(later)).toEqual([]);
    },
    20 * seconds,
  );

  test(
    'when a step fails that the recipe does not wait for, the process lives, the job goes on and ends as partial',
    async () => {
      const id = await place.submit({ steps: ['script'], forgotten: 'faqs' });
      const worker = place.start({ holdAt: 'script' });
      await worker.line(`begun ${id} script`);
      worker.go();
      expect(await worker.line('delivered')).toBe(`delivered ${id} done`);
      expect(await place.store.get(id)).toMatchObject({
        status: 'partial',
        steps: expect.arrayContaining([expect.objectContaining({ name: 'faqs', status: 'failed' })]),
      });
    },
    20 * seconds,
  );

  test(
    'F04 when its event loop was blocked past its lease and another took over, what it then writes is refused',
    async () => {
      const id = await place.submit({ steps: ['script'] });
      const blocked = place.start({ blockAt: 'script', leaseSeconds: 5 });
      await blocked.line(`begun ${id} script`);
      // Another worker, for whom the lease is over.
      const later = { ...systemClock, now: () => Date.now() + 5 * seconds };
      const database = openSqliteDatabase(place.databaseFile);
      const other = createSqliteJobStore({ database, clock: later });
      const claim = await other.claim(id, 'another', 600);
      expect(claim).toMatchObject({ outcome: 'claimed' });
      const before = await other.get(id);

      writeFileSync(place.blockUntilFile, '');
      expect(await blocked.line(`delivered ${id}`)).toBe(`delivered ${id} again`);
      expect(await other.get(id)).toEqual(before);
      expect(await other.stepResult(id, 'script')).toBeUndefined();
      other.close();
      database.close();
    },
    20 * seconds,
  );
});
