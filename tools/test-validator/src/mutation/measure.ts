import type { MutationProgress } from './mutation-result.ts';
import type { Worker } from './processes/workers.ts';
import { checkKillers } from './schedule/check-killers.ts';
import type { Aim } from './schedule/choose-job.ts';
import type { Ledger } from './schedule/ledger.ts';
import { tryMutants } from './schedule/try-mutants.ts';

export interface MeasureOptions {
  slackMilliseconds: number;
  /** For the search for who catches each mutant; undefined: as long as it takes. */
  mutantsMilliseconds: number | undefined;
  /** For the search for what each test catches after that; undefined: as long as it takes. */
  testsMilliseconds: number | undefined;
  /** It is to end. */
  isOver(): boolean;
  onProgress(progress: MutationProgress): void;
}

export interface Measured {
  notes: string[];
  /** False where time was up before every test was judged. */
  isComplete: boolean;
}

/** Fills a ledger: which mutants are caught, then which tests catch any, as far as there is time for that. */
export async function measure(
  ledger: Ledger,
  workers: readonly Worker[],
  { slackMilliseconds, mutantsMilliseconds, testsMilliseconds, isOver, onProgress }: MeasureOptions,
): Promise<Measured> {
  const look = (aim: Aim, isEnough: () => boolean, progress: () => Omit<MutationProgress, 'phase'>) =>
    tryMutants(ledger, workers, {
      ...{ aim, slackMilliseconds },
      isOver: () => isOver() || isEnough(),
      onDone: () => onProgress({ phase: aim, ...progress() }),
    });
  const mutants = () => ({
    done: ledger.mutants.filter(({ status }) => status !== 'pending').length,
    total: ledger.mutants.length,
  });
  const tests = () => ({
    done: ledger.tests.filter((test) => !ledger.isUnproven(test)).length,
    total: ledger.tests.length,
  });

  let isComplete = true;
  const within = (milliseconds = Number.POSITIVE_INFINITY) => {
    const end = performance.now() + milliseconds;
    return () => {
      const isEnough = performance.now() >= end;
      if (isEnough) isComplete = false;
      return isEnough;
    };
  };
  const isEnough = within(mutantsMilliseconds);
  await look('mutants', isEnough, mutants);
  const distrusted = isOver()
    ? []
    : await checkKillers(ledger, workers, {
        slackMilliseconds,
        onDone: (done, total) => onProgress({ phase: 'checking', done, total }),
      });
  if (distrusted.length > 0) await look('mutants', isEnough, mutants);

  await look('tests', within(testsMilliseconds), tests);
  return {
    isComplete: isComplete && distrusted.length === 0,
    notes: distrusted.map(
      (file) =>
        `${file}: its tests fail without a mutant after they have run with one, so what they caught does not count`,
    ),
  };
}
