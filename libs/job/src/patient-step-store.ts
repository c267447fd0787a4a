import { toFailure } from './failure.ts';
import type { Clock } from './ports/clock.ts';
import type { JobStore } from './ports/job-store.ts';

export type StepStore = Pick<JobStore<unknown>, 'saveStep' | 'stepResult'>;

/** A store that can't be written to blocks its caller for a moment at each try, so they are far apart. */
const pauseMilliseconds = 1000;

/**
 * Asks a store that is away again until it is back or the run is interrupted: a full disk or a lock that passes must
 * neither fail a step nor throw away what it paid for. Other errors, and the last one at an interruption, are thrown.
 */
export function createPatientStepStore(
  { store, clock, signal }: { store: StepStore; clock: Clock; signal: AbortSignal },
  onError: (error: unknown) => void,
): StepStore {
  async function patiently<Result>(ask: () => Promise<Result>): Promise<Result> {
    for (;;) {
      const wasAborted = signal.aborted;
      try {
        return await ask();
      } catch (error) {
        const { code, isRetryable } = toFailure(error);
        if (code !== 'store-unavailable' || !isRetryable || wasAborted) throw error;
        onError(error);
        await pause(clock, signal);
      }
    }
  }
  return {
    saveStep: (lease, step) => patiently(() => store.saveStep(lease, step)),
    stepResult: (jobId, name) => patiently(() => store.stepResult(jobId, name)),
  };
}

async function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  const over = Promise.withResolvers<void>();
  const end = () => over.resolve();
  if (signal.aborted) end();
  signal.addEventListener('abort', end);
  const cancelTimer = clock.after(pauseMilliseconds, end);
  await over.promise;
  cancelTimer();
  signal.removeEventListener('abort', end);
}
