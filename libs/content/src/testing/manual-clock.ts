import type { Clock } from '../ports/clock.ts';
import { settled } from './settled.ts';

export interface ManualClock extends Clock {
  /** Moves time on, and runs in order what comes due, also what that starts. */
  advance(milliseconds: number): void;
  /** As `advance`, and lets promises settle after each thing that came due, as they do between real timers. */
  pass(milliseconds: number): Promise<void>;
  /** Sets the clock on or (negative) back as an administrator does: timers don't look at it, and come due as before. */
  step(milliseconds: number): void;
  /** How many timers are set. */
  readonly timers: number;
}

/** A clock that stands still until it is moved. */
export function createManualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let elapsed = 0;
  let wallClockAtZero = start;
  let timers: { at: number; action: () => void }[] = [];

  /** Runs the next timer that is due until then. False if there is none. */
  function runNext(end: number): boolean {
    const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    if (!next) return false;
    timers = timers.filter((timer) => timer !== next);
    elapsed = Math.max(elapsed, next.at);
    next.action();
    return true;
  }

  function endAfter(milliseconds: number): number {
    if (!(milliseconds >= 0)) throw new RangeError(`Time can't pass by ${milliseconds} ms.`);
    return elapsed + milliseconds;
  }

  return {
    now: () => wallClockAtZero + elapsed,
    after(milliseconds, action) {
      const timer = { at: elapsed + milliseconds, action };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
    advance(milliseconds) {
      const end = endAfter(milliseconds);
      while (runNext(end));
      elapsed = end;
    },
    async pass(milliseconds) {
      const end = endAfter(milliseconds);
      await settled();
      while (runNext(end)) await settled();
      elapsed = end;
    },
    step(milliseconds) {
      wallClockAtZero += milliseconds;
    },
    get timers() {
      return timers.length;
    },
  };
}
