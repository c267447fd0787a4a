import type { Clock } from './ports/clock.ts';

const minMillisecondsBetweenWrites = 250;

export interface StepProgress {
  report(fraction: number): void;
  /** Stops writing and waits for the write under way, so that none can come after the step's last word. */
  settle(): Promise<void>;
}

/**
 * Writes progress at most a few times a second. A write that fails is left: the next one, or the step's end, says more,
 * and a lost lease shows there.
 */
export function createStepProgress(clock: Clock, write: (fraction: number) => Promise<void>): StepProgress {
  let lastWriteAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;
  let isSettled = false;
  return {
    report(fraction) {
      const sinceLastWrite = clock.now() - lastWriteAt;
      // Less than none: the clock was set back. Nothing is known then, and progress must not be silent for an hour.
      const isTooSoon = sinceLastWrite >= 0 && sinceLastWrite < minMillisecondsBetweenWrites;
      if (isSettled || underWay || isTooSoon) return;
      lastWriteAt = clock.now();
      underWay = write(Math.min(1, Math.max(0, fraction)))
        .catch(() => {})
        .finally(() => (underWay = undefined));
    },
    async settle() {
      isSettled = true;
      await underWay;
    },
  };
}
