import type { JobOutcome } from '../processes/jest-process.ts';
import type { MutantJob } from './choose-job.ts';
import type { Killer, Ledger } from './ledger.ts';

/** Enters into the ledger what came of a job. */
export function noteOutcome(
  ledger: Ledger,
  { file, mutant, tests, job }: MutantJob,
  outcome: JobOutcome,
): void {
  const kill = (test: string | null, how: Killer['how']) => ledger.kill(mutant, { file, test, how });
  switch (outcome.type) {
    case 'tested': {
      const byName = new Map(tests.map((test) => [test.name, test]));
      for (const { name, hasFailed, isOwnFailure } of outcome.outcomes) {
        const test = byName.get(name);
        if (test === undefined) continue;
        const failure = isOwnFailure ? 'failed' : 'around';
        ledger.note(test, mutant, hasFailed ? failure : 'passed');
        if (hasFailed) kill(name, 'failed');
      }
      // One that has not run, though nothing stopped it, is not there with this mutant.
      const isStopped = job.stopsAtFailure && outcome.outcomes.some(({ hasFailed }) => hasFailed);
      const missing = tests.filter((test) => ledger.verdict(test, mutant) === undefined);
      if (!isStopped) for (const test of missing) ledger.note(test, mutant, 'around');
      break;
    }
    case 'broken':
      for (const test of tests) ledger.note(test, mutant, 'around');
      kill(null, 'failed');
      break;
    case 'stuck': {
      const stuck = tests.find(({ name }) => name === outcome.test);
      if (stuck !== undefined) ledger.note(stuck, mutant, 'failed');
      // The others have not been heard of; to ask each would get stuck as often.
      for (const test of tests) if (test !== stuck) ledger.note(test, mutant, 'around');
      kill(stuck?.name ?? null, 'stuck');
      break;
    }
    case 'ended':
      for (const test of tests) ledger.note(test, mutant, 'around');
      kill(null, 'ended');
      break;
    case 'recorded':
      break;
  }
  ledger.conclude(mutant);
}
