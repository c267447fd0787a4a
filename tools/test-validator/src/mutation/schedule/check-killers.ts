import type { Worker } from '../processes/workers.ts';
import type { CoveringTest } from './coverage.ts';
import type { Ledger } from './ledger.ts';
import { workThrough } from './work-through.ts';

/**
 * Runs once more, without a mutant, a test of each file that has caught one. If it fails now, then by what mutants have left
 * behind, in a database or on a disk, and what it has caught does not count.
 * @returns the files that are distrusted from now on
 */
export async function checkKillers(
  ledger: Ledger,
  workers: readonly Worker[],
  options: { slackMilliseconds: number; onDone(done: number, total: number): void },
): Promise<string[]> {
  const killers = quickestKillers(ledger);
  const distrusted: string[] = [];
  const waiting = [...killers.values()];
  await workThrough(
    workers,
    () => waiting.shift(),
    async (worker, { file, name, milliseconds }) => {
      const outcome = await worker.run({
        ...{ file, mutant: null, stopsAtFailure: true },
        tests: [{ name, limitMilliseconds: 2 * options.slackMilliseconds + 3 * milliseconds }],
        hookLimitMilliseconds: 2 * options.slackMilliseconds + 3 * ledger.hookMilliseconds(file),
      });
      const hasPassed = outcome.type === 'tested' && outcome.outcomes.every(({ hasFailed }) => !hasFailed);
      if (!hasPassed) distrusted.push(file);
      options.onDone(killers.size - waiting.length, killers.size);
    },
  );
  for (const file of distrusted) ledger.distrust(file);
  return distrusted;
}

function quickestKillers(ledger: Ledger): Map<string, CoveringTest> {
  const quickest = new Map<string, CoveringTest>();
  for (const { killer } of ledger.mutants) {
    if (killer === undefined) continue;
    const candidates = ledger
      .testsIn(killer.file)
      .filter(({ name }) => killer.test === null || name === killer.test);
    for (const test of candidates) {
      const known = quickest.get(killer.file);
      if (known === undefined || test.milliseconds < known.milliseconds) quickest.set(killer.file, test);
    }
  }
  return quickest;
}
