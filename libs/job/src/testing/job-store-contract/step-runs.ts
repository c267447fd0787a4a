import type { JobStore, Lease, StepEnd, StepRun } from '../../ports/job-store.ts';
import type { Usage } from '../../step.ts';
import type { TestRequest } from '../build-new-job.ts';
import { quotaExceeded } from './job-store-harness.ts';

/** The first run of the step that most tests need. */
export const outline: StepRun = { step: 'outline', run: 1 };

export function completedWith(result: string, usage: Usage = {}): StepEnd {
  return { outcome: 'completed', result, usage };
}

export function failed({
  willRetry = false,
  usage = {},
}: { willRetry?: boolean; usage?: Usage } = {}): StepEnd {
  return { outcome: 'failed', error: quotaExceeded, willRetry, usage };
}

/** Begins a run and ends it. */
export async function runThrough(
  store: JobStore<TestRequest>,
  lease: Lease,
  run: StepRun,
  end: StepEnd = completedWith('{"title":"Tides"}'),
): Promise<void> {
  await store.startStep(lease, run);
  await store.endStep(lease, run, end);
}

/** All that can be read of a job, its input left out: what a write that is refused must not change. */
export async function wholeJob(store: JobStore<TestRequest>, id: string) {
  return {
    job: await store.get(id),
    ledger: await store.ledger(id),
    outline: await store.stepResult(id, outline.step),
  };
}
