import { ContentError } from '../errors.ts';
import { abortError } from '../limits/abort-error.ts';
import { onAbort } from '../limits/on-abort.ts';
import type { Budget, Reservation } from '../ports/budget.ts';
import { formatUsd } from './format-usd.ts';

export interface BudgetOptions {
  /** In US dollars; `Infinity` to count only. */
  limitUsd: number;
  /** What was spent before, in US dollars. @default 0 */
  spentUsd?: number;
  /** A budget that this one is a part of, an owner's for example: each reservation is made in both, or in none. */
  parent?: Budget;
}

interface Waiting {
  nano: number;
  admit: () => void;
  refuse: (error: ContentError) => void;
}

/**
 * A budget for calls that are made side by side.
 *
 * What is spent and what is reserved never pass the limit together, as long as no call costs more than was reserved for
 * it; a settlement above its reservation is taken as it is. A reservation that would fit if others came back below what
 * they reserved waits for them, first come, first served. One that can't fit any more is refused at once, with
 * `cost-limit-reached`.
 *
 * Counts in whole billionths of a dollar, so that sums are exact and ten times 0.1 fits into 1.
 * @throws RangeError for amounts below 0 or without end
 */
export function createBudget({ limitUsd, spentUsd = 0, parent }: BudgetOptions): Budget {
  const limit = limitUsd === Infinity ? Infinity : toNano(limitUsd, 'limit');
  let spent = toNano(spentUsd, 'amount spent');
  let reserved = 0;
  let queue: Waiting[] = [];

  // A call that costs nothing passes no limit, not even one that a settlement has passed.
  const canNeverFit = (nano: number) => nano > 0 && spent + nano > limit;
  const fits = (nano: number) => nano === 0 || spent + reserved + nano <= limit;

  function admitWaiting(): void {
    for (const { nano, refuse } of queue.filter((waiting) => canNeverFit(waiting.nano))) {
      refuse(limitReached(nano));
    }
    queue = queue.filter(({ nano }) => !canNeverFit(nano));
    for (let [next] = queue; next && fits(next.nano); [next] = queue) {
      queue = queue.slice(1);
      reserved += next.nano;
      next.admit();
    }
  }

  function limitReached(nano: number): ContentError {
    const [call, most, sofar] = [nano, limit, spent].map((amount) => formatUsd(toUsd(amount)));
    const message = `The next call could cost up to ${call}, which passes the limit of ${most}: ${sofar} is spent.`;
    return new ContentError('cost-limit-reached', message);
  }

  /** Waits until the amount is reserved here. */
  async function acquire(nano: number, signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting: Waiting = { nano, admit: resolve, refuse: reject };
    queue.push(waiting);
    const stopListening = onAbort(signal, () => {
      queue = queue.filter((other) => other !== waiting);
      if (signal) reject(abortError(signal));
      admitWaiting();
    });
    admitWaiting();
    try {
      await promise;
    } finally {
      stopListening();
    }
  }

  function release(nano: number, settled: number): void {
    reserved -= nano;
    spent += settled;
    admitWaiting();
  }

  return {
    async reserve(usd, signal): Promise<Reservation> {
      const nano = toNano(usd, 'reservation');
      await acquire(nano, signal);
      // Always this budget first, then its parent: in one order, no two can wait for each other.
      const above = await parent?.reserve(usd, signal).catch((error: unknown) => {
        release(nano, 0);
        throw error;
      });
      let isSettled = false;
      return {
        settle(actualUsd) {
          if (isSettled) return;
          isSettled = true;
          // A provider's broken count must not open the limit: what is no amount costs what was reserved.
          const settledUsd = isAmount(actualUsd) ? actualUsd : usd;
          release(nano, toNano(settledUsd, 'settlement'));
          above?.settle(settledUsd);
        },
      };
    },
    get spentUsd() {
      return toUsd(spent);
    },
  };
}

/** Rounds to the nearest, for reservations as for settlements: what costs no more than reserved is no more here either. */
function toNano(usd: number, what: string): number {
  if (!isAmount(usd)) throw new RangeError(`The ${what} of a budget can't be ${usd} dollars.`);
  return Math.round(usd * 1e9);
}

const isAmount = (usd: number) => usd >= 0 && usd < Infinity;

const toUsd = (nano: number) => nano / 1e9;
