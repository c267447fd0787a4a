import type { Clock } from '../ports/clock.ts';

/** The machine's clock. Its timers keep the process alive: whoever starts one ends it when it stops. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};
