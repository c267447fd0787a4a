import type { Clock } from '../ports/clock.ts';
import { countDown } from './count-down.ts';

/** A time in which no calls are made, as cockatiel's circuit breaker asks for it (its `IBackoff`). */
export interface Suspension {
  /**
   * cockatiel compares this with what has passed by `Date.now()`, and takes no other clock, but it asks anew at each
   * call. So the answer goes by our clock: longer than any time while it lasts, and then less than any.
   */
  readonly duration: number;
  /** Whole seconds from now to its end, rounded up. */
  secondsLeft(): number;
  /** The one after a probe: twice as long if the provider failed it, over at once if it showed nothing. */
  next(context: { result: object }): Suspension;
}

export interface SuspensionOptions {
  clock: Clock;
  maxSeconds: number;
  /** Whether a probe that ended so has shown nothing about the provider. */
  showsNothing: (error: unknown) => boolean;
  /** Told of each that begins. */
  onStart: (suspension: Suspension) => void;
}

export function startSuspension(options: SuspensionOptions, seconds: number, isOver = false): Suspension {
  const rest = countDown(options.clock, isOver ? 0 : seconds * 1000);
  const suspension: Suspension = {
    get duration() {
      return rest.millisecondsLeft() > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    },
    secondsLeft: () => Math.ceil(rest.millisecondsLeft() / 1000),
    next: ({ result }) =>
      'error' in result && options.showsNothing(result.error)
        ? startSuspension(options, seconds, true)
        : startSuspension(options, Math.min(2 * seconds, options.maxSeconds)),
  };
  options.onStart(suspension);
  return suspension;
}
