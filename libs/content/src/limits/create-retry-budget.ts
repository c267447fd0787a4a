import type { Clock } from '../ports/clock.ts';
import { checkLimit } from './check-limit.ts';
import { SlidingWindow } from './sliding-window.ts';

export interface RetryBudgetLimits {
  /** Retries for each call that is offered. @default 0.1 */
  ratio?: number | undefined;
  /** Retries that there are in any case, so that a call that fails in quiet times is tried again. @default 3 */
  reserve?: number | undefined;
}

/** How many calls to one provider may be tried again. Shared by all of them. */
export interface RetryBudget {
  /** Counts a call that is about to be tried for the first time. */
  offer(): void;
  /** Takes one retry. False if there is none left. */
  spend(): boolean;
}

/** Longer than any call takes: two timeouts of a call, and a bit. */
const windowSeconds = 300;

/**
 * Keeps a provider that fails from being asked several times as often as one that is well (after the retry budget of
 * Finagle, https://finagle.github.io/blog/2016/02/08/retry-budgets): in any five minutes there are as many retries as the
 * reserve, or as the ratio of the calls offered, whichever is more. The two are not added up, else 200 calls in a storm
 * could become 223. There is nothing to earn by waiting, as with Finagle's minimum a second: that too would add up.
 */
export function createRetryBudget({ clock, ...limits }: RetryBudgetLimits & { clock: Clock }): RetryBudget {
  const { ratio = 0.1, reserve = 3 } = limits;
  checkLimit('The ratio of retries', ratio, 'a number from 0');
  checkLimit('The reserve of retries', reserve, 'a number from 0');
  const offered = new SlidingWindow(clock, windowSeconds * 1000);
  const retried = new SlidingWindow(clock, windowSeconds * 1000);
  return {
    offer: () => void offered.add(1),
    spend() {
      if (retried.total + 1 > Math.max(reserve, ratio * offered.total)) return false;
      retried.add(1);
      return true;
    },
  };
}
