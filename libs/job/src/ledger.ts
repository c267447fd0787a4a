import type { Usage } from './step.ts';

/**
 * How a run of a step came out. `in-doubt`: it was begun, and whoever began it can't say any more how it ended, because
 * its process died or its lease was lost. What it called may have been done and paid for, or not.
 */
export type RunOutcome = 'running' | 'completed' | 'failed' | 'interrupted' | 'in-doubt';

/**
 * One run of one step. It is entered before the step does anything and closed with the step's result, in one write: a
 * closed entry's result is there, and whatever happened without one is in an entry that is in doubt.
 */
export interface LedgerEntry {
  step: string;
  /** 1 for the first run of this step, and one more for each that follows. */
  run: number;
  /** The job's attempt. */
  attempt: number;
  worker: string;
  /** Of the lease under which it ran. */
  token: number;
  /** Milliseconds since 1970. */
  startedAt: number;
  finishedAt?: number;
  outcome: RunOutcome;
  /** As far as it is known: of a run in doubt, what it had told by then. */
  usage: Usage;
}

/** A run that nobody closed is under way only as long as the lease holds under which it began. */
export function asKnownTo(
  heldToken: number | undefined,
  { outcome, token }: Pick<LedgerEntry, 'outcome' | 'token'>,
): RunOutcome {
  return outcome === 'running' && token !== heldToken ? 'in-doubt' : outcome;
}
