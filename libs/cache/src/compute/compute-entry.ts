import { failureTimesOf, timesOf } from '../freshness.ts';
import type { CacheEntry, ComputeLease } from '../ports/cache-store.ts';
import { freezeAndWeigh } from '../value/freeze-and-weigh.ts';
import { newEntry, newErrorEntry } from '../value/new-entry.ts';
import type { ComputeContext, ComputeOrder, ComputeOutcome } from './compute-order.ts';
import type { Flight } from './flight.ts';
import { unlessRefused } from './unless-refused.ts';

export interface ComputeRun {
  flight: Flight<ComputeOutcome>;
  /** The right to compute, if the store gives such. */
  lease: ComputeLease | undefined;
  /** Told of what goes on after the answer: the outcome is being stored, or told to those who wait elsewhere. */
  onEnding: (ending: Promise<unknown>) => void;
}

/** Computes, and has the outcome stored behind the back of those who wait for it. Rejects with the computation's error. */
export async function computeEntry(
  context: ComputeContext,
  order: ComputeOrder,
  run: ComputeRun,
): Promise<CacheEntry> {
  const { meter, clock, random } = context;
  const { key, freshness } = order;
  const began = clock();
  const ending = endingOf(context, order, run);
  meter.tell({ type: order.isBehind ? 'refresh' : 'miss', key });
  try {
    const computed = await order.compute(run.flight.signal);
    const times = timesOf(freshness, began, clock(), random());
    const entry = newEntry(computed, times);
    // Several may get it, here and now.
    if (!(entry.value instanceof Uint8Array)) freezeAndWeigh(entry.value);
    run.onEnding(ending.keep(entry));
    meter.tell({ type: 'computed', key, milliseconds: times.computeMilliseconds });
    return entry;
  } catch (error) {
    meter.tell({ type: 'compute-failed', key, milliseconds: clock() - began, error });
    // What failed because everybody had left says nothing about the next try, and an old value is worth more.
    const isRemembered = !run.flight.isAbandoned && !order.hasStale;
    const times = isRemembered ? failureTimesOf(freshness, error, began, clock()) : undefined;
    run.onEnding(times === undefined ? ending.fail(error) : ending.keep(newErrorEntry(error, times)));
    throw error;
  }
}

/** The ways in which a computation ends for the store. None of them rejects. */
function endingOf({ store, meter }: ComputeContext, { key }: ComputeOrder, run: ComputeRun) {
  const { lease, flight } = run;
  const { signal } = flight;
  let isLeft = false;
  const leave = () => {
    isLeft = true;
    // Nobody waits here, yet others may elsewhere: one of them takes over, even if this computation never stops.
    if (lease !== undefined) run.onEnding(unlessRefused(meter, 'claim', key, () => lease.release()));
  };
  signal.addEventListener('abort', leave, { once: true });
  return {
    async keep(entry: CacheEntry): Promise<void> {
      signal.removeEventListener('abort', leave);
      await unlessRefused(meter, 'write', key, async () => {
        if (lease !== undefined && !isLeft) await (flight.isOutdated ? lease.release() : lease.commit(entry));
        else if (!flight.isOutdated) await store.set(key, entry);
      });
    },
    async fail(error: unknown): Promise<void> {
      signal.removeEventListener('abort', leave);
      if (lease === undefined || isLeft) return;
      await unlessRefused(meter, 'claim', key, () => lease.fail(error));
    },
  };
}
