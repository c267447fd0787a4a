import type { Clock } from './ports/clock.ts';

export interface StepProgress {
  report(fraction: number): void;
  /** Something else is to be told as well (what was used), when the time for the next write comes. */
  note(): void;
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
  let last = 0;
  let isHeld = false;
  let underWay: Promise<void> | undefined;
  let isTooSoon = false;
  let isSettled = false;
  let cancelTimer = () => {};

  function writeHeld(): void {
    if (!isHeld || underWay || isTooSoon || isSettled) return;
    isHeld = false;
    startInterval();
    underWay = write(last)
      .catch(() => {})
      .finally(() => {
        underWay = undefined;
        writeHeld();
      });
  }

  function startInterval(): void {
    isTooSoon = true;
    cancelTimer();
    cancelTimer = clock.after(seconds * 1000, () => {
      isTooSoon = false;
      writeHeld();
    });
  }

  return {
    report(fraction) {
      // 0 of 0 is no word on how far it is.
      if (Number.isNaN(fraction)) return;
      last = Math.min(1, Math.max(0, fraction));
      isHeld = true;
      writeHeld();
    },
    note() {
      if (isSettled || isHeld) return;
      isHeld = true;
      // Not at once: most steps tell what they used as they end, and the end is written anyway.
      if (!isTooSoon) cancelTimer = clock.after(seconds * 1000, writeHeld);
    },
    async settle() {
      isSettled = true;
      cancelTimer();
      await underWay;
    },
  };
}
