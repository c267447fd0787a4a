import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { openWorkplace, type Workplace } from '../workplace/open-workplace.ts';

const seconds = 1000;

describe('two processes on one file', () => {
  let place: Workplace;

  beforeEach(() => {
    place = openWorkplace();
  });

  afterEach(() => place.close());

  test(
    'when a second one starts, the first keeps the job that it runs',
    async () => {
      const id = await place.submit({ steps: ['script'] });
      const first = place.start({ holdAt: 'script' });
      await first.line(`begun ${id} script`);
      const second = place.start();
      await second.line('ready');
      const other = await place.submit({ steps: ['outline'] });
      // The second has looked for work after its start, and the first one's job was not for it.
      expect(await place.ended(other)).toMatchObject({ status: 'completed' });
      await second.kill('SIGTERM');
      first.go();
      expect(await place.ended(id)).toMatchObject({ status: 'completed' });
      expect(place.effects(id)).toEqual(['script']);
    },
    20 * seconds,
  );

  test(
    'when twenty jobs wait for two processes, both take of them and each job runs once',
    async () => {
      const ids: string[] = [];
      for (let index = 0; index < 20; index += 1)
        ids.push(await place.submit({ steps: ['outline', 'script'] }));
      const workers = [
        place.start({ concurrency: 1, holdAt: 'outline' }),
        place.start({ concurrency: 1, holdAt: 'outline' }),
      ];
      const begun = await Promise.all(workers.map((worker) => worker.line('begun')));
      expect(new Set(begun).size).toBe(2);
      for (const worker of workers) worker.go();
      const ended = await Promise.all(ids.map((id) => place.ended(id)));
      expect(ended.map(({ status }) => status)).toEqual(ids.map(() => 'completed'));
      expect(ids.map((id) => place.effects(id))).toEqual(ids.map(() => ['outline', 'script']));
      expect(place.integrity()).toEqual(['ok']);
    },
    30 * seconds,
  );

  test(
    'when a job is cancelled in one process, the other that runs it aborts its step and writes nothing more',
    async () => {
      const id = await place.submit({ steps: ['script', 'audio'] });
      const worker = place.start({ holdAt: 'script' });
      await worker.line(`begun ${id} script`);
      const cancelled = await place.store.cancel(id);
      expect(await worker.line('aborted')).toBe(`aborted ${id} lease-lost`);
      await worker.line(`delivered ${id} done`);
      expect(await place.store.get(id)).toEqual(cancelled);
      expect(place.effects(id)).toEqual(['script']);
    },
    20 * seconds,
  );

  test(
    'when a job is deleted in one process, the other that runs it aborts its step and goes on with other jobs',
    async () => {
      const id = await place.submit({ steps: ['script'] });
      const worker = place.start({ holdAt: 'script', concurrency: 1 });
      await worker.line(`begun ${id} script`);
      await place.store.delete(id);
      expect(await worker.line('aborted')).toBe(`aborted ${id} lease-lost`);
      const other = await place.submit({ steps: ['outline'] });
      expect(await place.ended(other)).toMatchObject({ status: 'completed' });
      expect(await place.store.get(id)).toBeUndefined();
    },
    20 * seconds,
  );

  test(
    'when four processes make the same file at once, all are ready and end cleanly',
    async () => {
      const workers = Array.from({ length: 4 }, () =>
        place.start({ databaseFile: `${place.databaseFile}-new` }),
      );
      const ready = await Promise.all(workers.map((worker) => worker.line('ready')));
      expect(ready).toEqual(['ready', 'ready', 'ready', 'ready']);
      expect(await Promise.all(workers.map((worker) => worker.kill('SIGTERM')))).toEqual([0, 0, 0, 0]);
    },
    20 * seconds,
  );
});
