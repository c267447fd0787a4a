import { toFailure } from './failure.ts';
import { pause } from './pause.ts';
import type { Clock } from './ports/clock.ts';
import type { JobStore } from './ports/job-store.ts';

export type StepStore = Pick<
  JobStore<unknown>,
  'startStep' | 'saveProgress' | 'progressSeconds' | 'endStep' | 'stepResult'
>;

/** A store that can't be written to takes a while to say so, so that the tries are far apart. */
const pauseSeconds = 1;

/**
 * Asks a store that is away again until it is back or the run is interrupted: a full disk or a lock that passes must
 * neither fail a step nor throw away what it paid for. Other errors, and the last one at an interruption, are thrown.
 */
export function createPatientStepStore(
  { store, clock, signal }: { store: StepStore; clock: Clock; signal: AbortSignal },
  onError: (error: unknown) => void,
): Pick<StepStore, 'startStep' | 'endStep' | 'stepResult'> {
  async function patiently<Result>(ask: () => Promise<Result>): Promise<Result> {
    for (;;) {
      const wasAborted = signal.aborted;
      try {
        return await ask();
      } catch (error) {
        const { code, isRetryable } = toFailure(error);
        if (code !== 'store-unavailable' || !isRetryable || wasAborted) throw error;
        onError(error);
        await pause(clock, signal, pauseSeconds);
      }
    }
  }
  return {
    startStep: (lease, run) => patiently(() => store.startStep(lease, run)),
    endStep: (lease, run, end) => patiently(() => store.endStep(lease, run, end)),
    stepResult: (jobId, step) => patiently(() => store.stepResult(jobId, step)),
  };
}
