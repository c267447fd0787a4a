import type { Clock } from '../../ports/clock.ts';
import { maxBurstSize, type QueueSettings } from './queue-settings.ts';

/** The token bucket that limits how many tasks a queue dispatches in a second (reference of RateLimits). */
export function createDispatchBucket(clock: Clock, settings: () => QueueSettings) {
  let tokens = maxBurstSize(settings());
  let filledAt = clock.now();

  function fill(): void {
    const { maxDispatchesPerSecond } = settings();
    const more = ((clock.now() - filledAt) / 1000) * maxDispatchesPerSecond;
    tokens = Math.min(maxBurstSize(settings()), tokens + Math.max(0, more));
    filledAt = clock.now();
  }

  return {
    /** Takes a token. False if there is none. */
    take(): boolean {
      fill();
      // What floating point leaves missing of a whole token is none missing.
      if (tokens < 1 - 1e-9) return false;
      tokens -= 1;
      return true;
    },
    /** Until the next token is there. */
    millisecondsToNext(): number {
      fill();
      return Math.max(0, Math.ceil(((1 - tokens) / settings().maxDispatchesPerSecond) * 1000));
    },
  };
}

export type DispatchBucket = ReturnType<typeof createDispatchBucket>;
