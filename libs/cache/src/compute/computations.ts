import type { Claim } from '../ports/cache-store.ts';
import { computeEntry } from './compute-entry.ts';
import type { ComputeContext, ComputeOrder, ComputeOutcome } from './compute-order.ts';
import type { Flight } from './flight.ts';
import { SingleFlight } from './single-flight.ts';
import { tellRefusal } from './unless-refused.ts';

/** The computations under way, one a key in this process, each agreed upon with other processes if the store can do that. */
export class Computations {
  readonly #context: ComputeContext;
  readonly #flights = new SingleFlight<ComputeOutcome>();
  /** What still has to be stored or told, though callers have their answer. */
  readonly #endings = new Set<Promise<unknown>>();

  constructor(context: ComputeContext) {
    this.#context = context;
  }

  /** One that can be joined. */
  find(key: string): Flight<ComputeOutcome> | undefined {
    return this.#flights.find(key);
  }

  begin(order: ComputeOrder): Flight<ComputeOutcome> {
    return this.#flights.begin(order.key, (flight) => this.#compute(order, flight));
  }

  /** Those under way for such keys are not kept, and not joined any more. */
  outdate(isMeant: (key: string) => boolean): void {
    this.#flights.outdate(isMeant);
  }

  /** Resolves when all that was computed has been stored, or refused. */
  async settle(): Promise<void> {
    while (this.#endings.size > 0) await Promise.all(this.#endings);
  }

  async #compute(order: ComputeOrder, flight: Flight<ComputeOutcome>): Promise<ComputeOutcome> {
    flight.signal.throwIfAborted();
    const claim = await this.#claim(order, flight.signal);
    if (claim?.state === 'failed') throw claim.error;
    if (claim?.state === 'taken') return undefined;
    if (claim?.state === 'stored') return { entry: claim.entry, where: 'elsewhere' };
    const onEnding = (ending: Promise<unknown>) => {
      flight.stayUntil(ending);
      this.#endings.add(ending);
      void ending.then(() => this.#endings.delete(ending));
    };
    const entry = await computeEntry(this.#context, order, { flight, lease: claim?.lease, onEnding });
    return { entry, where: 'process' };
  }

  async #claim({ key, seen, isBehind }: ComputeOrder, signal: AbortSignal): Promise<Claim | undefined> {
    const { store, meter } = this.#context;
    if (store.claim === undefined) return undefined;
    try {
      return await store.claim(key, { seen, wait: !isBehind, signal });
    } catch (cause) {
      // Left by everyone while waiting: that is no refusal.
      signal.throwIfAborted();
      tellRefusal(meter, 'claim', key, cause);
      return undefined;
    }
  }
}
