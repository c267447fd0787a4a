import type { Worker } from '../processes/workers.ts';
import { type Aim, chooseJob, type MutantJob } from './choose-job.ts';
import type { Ledger, MutantState } from './ledger.ts';
import { noteOutcome } from './note-outcome.ts';
import { workThrough } from './work-through.ts';

export interface TryOptions {
  aim: Aim;
  slackMilliseconds: number;
  /** Nothing more is begun once this says so. */
  isOver(): boolean;
  onDone(): void;
}

/** Runs tests against mutants until the ledger has its answers. */
export async function tryMutants(
  ledger: Ledger,
  workers: readonly Worker[],
  { aim, slackMilliseconds, isOver, onDone }: TryOptions,
): Promise<void> {
  const files = new Set<string>();
  const mutants = new Set<MutantState>();
  await workThrough(
    workers,
    (): MutantJob | undefined => {
      if (isOver()) return undefined;
      const chosen = chooseJob(ledger, {
        ...{ aim, slackMilliseconds },
        isFree: (file) => !files.has(file),
        isOpen: (mutant) => aim === 'tests' || !mutants.has(mutant),
      });
      if (chosen === undefined) return undefined;
      files.add(chosen.file);
      mutants.add(chosen.mutant);
      return chosen;
    },
    async (worker, chosen) => {
      try {
        const outcome = await worker.run(chosen.job);
        // What ended because it is all over says nothing.
        if (!isOver() || outcome.type === 'tested') noteOutcome(ledger, chosen, outcome);
      } finally {
        files.delete(chosen.file);
        mutants.delete(chosen.mutant);
      }
      onDone();
    },
  );
}
