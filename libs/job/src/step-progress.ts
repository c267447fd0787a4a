import type { Clock } from './ports/clock.ts';

export interface StepProgress {
  report(fraction: number): void;
  /** Stops writing and waits for the write under way, so that none can come after the step's last word. */
  settle(): Promise<void>;
}

/**
 * Writes progress at most every so many seconds; what comes in between is held back, and its last word is written then.
 * A write that fails is left: the next one, or the step's end, says more, and a lost lease shows there.
 */
export function createStepProgress(
  clock: Clock,
  seconds: number,
  write: (fraction: number) => Promise<void>,
): StepProgress {
  let held: number | undefined;
  let underWay: Promise<void> | undefined;
  let isTooSoon = false;
  let isSettled = false;
  let cancelTimer = () => {};

  function writeHeld(): void {
    if (held === undefined || underWay || isTooSoon || isSettled) return;
    const fraction = held;
    held = undefined;
    isTooSoon = true;
    cancelTimer = clock.after(seconds * 1000, () => {
      isTooSoon = false;
      writeHeld();
    });
    underWay = write(fraction)
      .catch(() => {})
      .finally(() => {
        underWay = undefined;
        writeHeld();
      });
  }

  return {
    report(fraction) {
      // 0 of 0 is no word on how far it is.
      if (Number.isNaN(fraction)) return;
      held = Math.min(1, Math.max(0, fraction));
      writeHeld();
    },
    async settle() {
      isSettled = true;
      cancelTimer();
      await underWay;
    },
  };
}
