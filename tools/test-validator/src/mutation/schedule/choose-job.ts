import type { Job } from '../jest/messages.ts';
import type { CoveringTest } from './coverage.ts';
import type { Ledger, MutantState } from './ledger.ts';
import { likelihoodOfAny, likelihoodOfKill } from './likelihood.ts';

/** Some tests of one file against one mutant. */
export interface MutantJob {
  file: string;
  mutant: MutantState;
  tests: CoveringTest[];
  job: Job;
}

/** `mutants`: which of them are caught; `tests`: which of them catch anything. */
export type Aim = 'mutants' | 'tests';

export interface Choice {
  aim: Aim;
  /** Files that nothing runs of: one runs once at a time, since its tests may share what is outside. */
  isFree: (file: string) => boolean;
  /** Mutants that no other job is about. */
  isOpen: (mutant: MutantState) => boolean;
  /** What a test or hook may take beyond three times of what it took when nothing was broken. */
  slackMilliseconds: number;
}

/** Quick tests go first: slow ones are spared if those catch the mutant. */
const budgetMilliseconds = 1500;
/** To begin and end a job. */
const jobMilliseconds = 30;

/** The job that settles most for its time. Undefined: there is nothing to be done, or only by what is not free. */
export function chooseJob(ledger: Ledger, choice: Choice): MutantJob | undefined {
  let best: Candidate | undefined;
  for (const file of ledger.files) {
    if (!choice.isFree(file)) continue;
    for (const mutant of ledger.mutants) {
      if (!isOfInterest(mutant, choice.aim) || !choice.isOpen(mutant)) continue;
      const candidate = candidateOf(ledger, file, mutant, choice.aim);
      if (candidate !== undefined && (best === undefined || candidate.worth > best.worth)) best = candidate;
    }
  }
  return best && toJob(ledger, best, choice);
}

interface Candidate {
  file: string;
  mutant: MutantState;
  tests: CoveringTest[];
  /** What it is likely to settle in a millisecond. */
  worth: number;
}

function isOfInterest({ status }: MutantState, aim: Aim): boolean {
  return aim === 'mutants' ? status === 'pending' : status !== 'uncovered';
}

function candidateOf(ledger: Ledger, file: string, mutant: MutantState, aim: Aim): Candidate | undefined {
  const { key } = mutant.operation;
  const isAsked = (test: CoveringTest) =>
    aim === 'mutants' ? test.all.has(key) : test.own.has(key) && ledger.isUnproven(test);
  const open = ledger
    .testsIn(file)
    .filter((test) => isAsked(test) && ledger.verdict(test, mutant) === undefined);
  const tests = cheapest(open);
  if (tests.length === 0) return undefined;
  const likelihoods = tests.map((test) => likelihoodOfKill(ledger, test, mutant));
  const settled = aim === 'mutants' ? likelihoodOfAny(likelihoods) : sumOf(likelihoods);
  const cost =
    ledger.overheadMilliseconds(file) +
    jobMilliseconds +
    sumOf(tests.map(({ milliseconds }) => milliseconds));
  return { file, mutant, tests, worth: settled / cost };
}

function cheapest(tests: readonly CoveringTest[]): CoveringTest[] {
  const ascending = tests.toSorted((one, other) => one.milliseconds - other.milliseconds);
  let sum = 0;
  return ascending.filter(({ milliseconds }, index) => {
    sum += milliseconds;
    return index === 0 || sum <= budgetMilliseconds;
  });
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function toJob(
  ledger: Ledger,
  { file, mutant, tests }: Candidate,
  { aim, slackMilliseconds }: Choice,
): MutantJob {
  // A test that is late counts as one that catches. That must not make a mutant look caught which is not; of a test it says
  // at worst nothing.
  const limit = (milliseconds: number) =>
    aim === 'mutants' ? slackMilliseconds + 3 * milliseconds : slackMilliseconds / 4 + 1.5 * milliseconds;
  const job: Job = {
    file,
    mutant: { operation: mutant.operation.number, number: mutant.mutant.number },
    tests: tests.map(({ name, milliseconds }) => ({ name, limitMilliseconds: limit(milliseconds) })),
    hookLimitMilliseconds: limit(ledger.hookMilliseconds(file)),
    stopsAtFailure: aim === 'mutants',
  };
  return { file, mutant, tests, job };
}
