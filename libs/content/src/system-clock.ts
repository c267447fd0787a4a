import type { Clock } from './ports/clock.ts';

/** The longest that Node's timers wait, some 24.8 days: what is longer they run at once. */
const maxMilliseconds = 2 ** 31 - 1;

/** The machine's clock. Its timers keep the process alive: whoever starts one ends it when it stops. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, Math.min(milliseconds, maxMilliseconds));
    return () => clearTimeout(timer);
  },
};
