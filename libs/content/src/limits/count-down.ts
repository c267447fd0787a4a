import type { Clock } from '../ports/clock.ts';

export interface CountDown {
  /** 0 when it is over. */
  millisecondsLeft(): number;
}

/** Counts down from so many milliseconds to 0. A clock that is set back can't make it longer than it was at first. */
export function countDown(clock: Clock, milliseconds: number): CountDown {
  let end = clock.now() + milliseconds;
  return {
    millisecondsLeft() {
      const now = clock.now();
      end = Math.min(end, now + milliseconds);
      return Math.max(0, end - now);
    },
  };
}
