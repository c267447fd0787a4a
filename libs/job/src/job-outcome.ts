import type { StepFailed } from './job-context.ts';
import type { JobOutcome } from './ports/job-store.ts';

/**
 * How a job ends, from what its recipe said (nothing, if it leaves it to its steps) and the steps that failed for good.
 * The failure of a step never ends in `completed`, whatever the recipe says.
 */
export function decideOutcome(
  said: JobOutcome | undefined,
  failures: readonly StepFailed[],
  completedSteps: number,
): JobOutcome {
  const ofJob = failures.find(({ failureOf }) => failureOf === 'job');
  if (ofJob) return said?.status === 'failed' ? said : { status: 'failed', error: ofJob.failure };
  const [ofOutput] = failures;
  if (said && said.status !== 'completed') return said;
  if (!ofOutput) return { status: 'completed' };
  return { status: completedSteps > 0 ? 'partial' : 'failed', error: ofOutput.failure };
}
