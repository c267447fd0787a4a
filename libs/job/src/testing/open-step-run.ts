import type { StepControl, StepOptions } from '../job-context.ts';
import type { LedgerEntry } from '../ledger.ts';
import { runStep, type StepDependencies } from '../run-step.ts';
import type { StepSummary } from '../step.ts';
import { buildNewJob } from './build-new-job.ts';
import { eachOpened } from './each-opened.ts';
import { leaseOf } from './job-store-contract/job-store-harness.ts';
import { openMemoryStore } from './open-memory-store.ts';

/** A claimed job, and a way to run its step `outline` by hand. */
async function openStepRun() {
  const memory = openMemoryStore();
  const { job } = await memory.store.create(buildNewJob());
  const lease = leaseOf(await memory.store.claim(job.id, 'worker-1', 10));
  const interruption = new AbortController();
  const errors: unknown[] = [];

  /** Runs the step `outline` in the given attempt. Delays between its runs are half of what they may be at most. */
  function step<Result>(
    run: (control: StepControl) => Promise<Result>,
    options: StepOptions & {
      attempt?: number;
      stored?: StepSummary;
      store?: StepDependencies['store'];
      random?: () => number;
    } = {},
  ): Promise<Result> {
    const { attempt = 1, stored, store = memory.store, random = () => 0.5, ...stepOptions } = options;
    const dependencies = {
      ...{ store, clock: memory.clock, lease, attempt, signal: interruption.signal, random },
      onError: (error: unknown) => void errors.push(error),
    };
    return runStep(dependencies, stored, 'outline', run, stepOptions);
  }

  /** The step as it is stored. */
  async function stored(): Promise<StepSummary> {
    const found = (await memory.store.get(lease.jobId))?.steps.find(({ name }) => name === 'outline');
    if (!found) throw new Error('The step was never stored.');
    return found;
  }

  const ledger = (): Promise<LedgerEntry[]> => memory.store.ledger(lease.jobId);

  return { memory, lease, interruption, errors, step, stored, ledger };
}

export type OpenStepRun = Awaited<ReturnType<typeof openStepRun>>;

/** A step to run for each test of the surrounding block. */
export const eachStepRun = (): (() => OpenStepRun) => eachOpened(openStepRun, ({ memory }) => memory.close());
