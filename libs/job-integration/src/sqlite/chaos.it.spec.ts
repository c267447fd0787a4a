import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LedgerEntry } from '@la-factoria/job';

import { openWorkplace, type Workplace } from '../workplace/open-workplace.ts';
import { type RunningProgram } from '../workplace/start-program.ts';

const seed = 20261122;
/** So many jobs wait at each kill, however fast this machine works them off between two. */
const backlog = 100;
const steps = Array.from({ length: 10 }, (_, index) => `step-${index}`);
const kills = 24;

/** A worker of the two. Both may be killed at any moment, and each is started again at once. */
const workerSettings = {
  ...{ concurrency: 8, stepMilliseconds: 60, graceSeconds: 30 },
  // That some job is under way at six kills is chance, not its fault.
  maxDeliveries: 1000,
};

describe('workers that are killed at random', () => {
  let place: Workplace;

  beforeEach(() => {
    place = openWorkplace();
  });

  afterEach(() => place.close());

  /** Keeps two workers running until the killer is done, telling of each kill. Resolves with the last two. */
  function keepTwoRunning(killer: RunningProgram, onKilled: () => Promise<void>): Promise<RunningProgram[]> {
    const keepRunning = async (): Promise<RunningProgram> => {
      for (;;) {
        const worker = place.start(workerSettings);
        await worker.line('ready');
        killer.say(`worker ${worker.pid}`);
        const isDone = await Promise.race([
          worker.ended.then(() => false),
          killer.line('done').then(() => true),
        ]);
        // Its end may be seen before the killer's word of it, and the killer's last word before its end.
        if (isDone && !killer.lines.includes(`killed ${worker.pid}`)) return worker;
        await worker.ended;
        await onKilled();
      }
    };
    return Promise.all([keepRunning(), keepRunning()]);
  }

  test('F03 when two workers are killed at 24 random moments, every job completes and every effect is there once, but for runs in doubt', async () => {
    const ids: string[] = [];
    const fillUp = async () => {
      const waiting = await place.store.waiting(backlog);
      for (let job = waiting.length; job < backlog; job += 1) ids.push(await place.submit({ steps }));
    };
    await fillUp();
    const killer = place.startKiller({ seed, kills, workers: 2, maxMilliseconds: 400 });
    const workers = await keepTwoRunning(killer, fillUp);
    const leftAtTheLastKill = await place.store.waiting(backlog);
    const jobs = await Promise.all(ids.map((id) => place.ended(id)));
    expect(await Promise.all(workers.map((worker) => worker.kill('SIGTERM')))).toEqual([0, 0]);

    expect(killer.lines.filter((line) => line.startsWith('killed'))).toHaveLength(kills);
    // The kills fell into the work, all of them.
    expect(leftAtTheLastKill.length).toBeGreaterThan(0);
    expect(jobs.map(({ status }) => status)).toEqual(ids.map(() => 'completed'));
    expect(place.integrity()).toEqual(['ok']);

    const ledgers = await Promise.all(ids.map((id) => place.store.ledger(id)));
    const wrong = ids.flatMap((id, index) => contradictions(place.effects(id), ledgers[index] ?? []));
    expect(wrong).toEqual([]);
    const runs = ledgers.flat();
    const inDoubt = runs.filter(({ outcome }) => outcome === 'in-doubt');
    expect(inDoubt.length).toBeGreaterThan(0);
    console.log(
      `${kills} kills: ${runs.length} runs of ${ids.length * steps.length} steps, ${inDoubt.length} of them in doubt, ` +
        `${((100 * (runs.length - ids.length * steps.length)) / runs.length).toFixed(1)} % repeated`,
    );
  }, 120_000);
});

/** Where a job's ledger doesn't account for its effects: a step is completed once, and what else happened was in doubt. */
function contradictions(effects: readonly string[], ledger: readonly LedgerEntry[]): string[] {
  return steps.flatMap((step) => {
    const runs = ledger.filter((entry) => entry.step === step).map(({ outcome }) => outcome);
    const effectCount = effects.filter((effect) => effect === step).length;
    const completed = runs.filter((outcome) => outcome === 'completed').length;
    const inDoubt = runs.filter((outcome) => outcome === 'in-doubt').length;
    const isAccountedFor =
      completed === 1 &&
      runs.length === completed + inDoubt &&
      effectCount >= 1 &&
      effectCount <= 1 + inDoubt;
    return isAccountedFor ? [] : [`${step}: ${effectCount} effects, runs ${runs.join(', ')}`];
  });
}
