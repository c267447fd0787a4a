import type { Clock } from './ports/clock.ts';

/** The longest that Node's timers wait, some 24.8 days: what is longer they run at once. */
const maxMilliseconds = 2 ** 31 - 1;

/**
 * The machine's clock as it stood when the process began, and the time that has passed since: if somebody sets the
 * clock meanwhile, limits a minute don't notice. Its timers keep the process alive: whoever starts one ends it.
 */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, Math.min(milliseconds, maxMilliseconds));
    return () => clearTimeout(timer);
  },
};
