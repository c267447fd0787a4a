import type { Failure } from './failure.ts';
import { isEnded, type JobStatus } from './job.ts';
import type { StepEnd } from './ports/job-store.ts';

/** `interrupted` is seen in jobs that have ended: the step had begun, and never came to an end of its own. */
export type StepStatus = 'processing' | 'completed' | 'failed' | 'interrupted';

/** What a step used of things that are counted or paid for: `{ calls: 1, characters: 1200 }`. Summed by name. */
export type Usage = Record<string, number>;

/** A step without its result. Times are milliseconds since 1970. */
export interface StepSummary {
  name: string;
  status: StepStatus;
  /** 0–1, as far as the step reports it. */
  progress: number;
  /** The attempt of the job in which it last ran. */
  attempt: number;
  /** How often it was begun, in all attempts. */
  runs: number;
  /** The sum of its runs, the failed and the interrupted included: what was paid for stays on the bill. */
  usage: Usage;
  error?: Failure;
  /** Of the last run. */
  startedAt: number;
  finishedAt?: number;
}

export function sumUsage(parts: readonly { usage: Usage }[]): Usage {
  const total: Usage = {};
  for (const { usage } of parts) {
    for (const [name, amount] of Object.entries(usage)) {
      // A provider that tells no number for once must not take away what was counted before.
      if (Number.isFinite(amount)) total[name] = (total[name] ?? 0) + amount;
    }
  }
  return total;
}

/** In a job that has ended no step is processing any more, whatever was written last. */
export function asSeenIn(status: JobStatus, step: StepSummary): StepSummary {
  return isEnded(status) && step.status === 'processing' ? { ...step, status: 'interrupted' } : step;
}

/** A run that was interrupted, or that failed and is tried again, leaves its step on the way. */
export function statusAfter(end: StepEnd): 'processing' | 'completed' | 'failed' {
  if (end.outcome === 'completed') return 'completed';
  return end.outcome === 'failed' && !end.willRetry ? 'failed' : 'processing';
}
