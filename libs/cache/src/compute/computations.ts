import type { Claim } from '../ports/cache-store.ts';
import { computeEntry } from './compute-entry.ts';
import type { ComputeContext, ComputeOrder, ComputeOutcome } from './compute-order.ts';
import { Flight } from './flight.ts';
import { tellRefusal } from './unless-refused.ts';

export interface Computation {
  flight: Flight<ComputeOutcome>;
  /** False once the outcome is known and only being stored: a refresh must not take it for its own. */
  isRunning: boolean;
  /** The key was invalidated meanwhile: who waits gets the outcome, but it isn't kept. */
  isOutdated: boolean;
}

/** The computations under way in this process, one a key, each agreed upon with other processes if the store can do that. */
export class Computations {
  readonly #context: ComputeContext;
  readonly #byKey = new Map<string, Computation>();
  /** What still has to be stored or told, though callers have their answer. */
  readonly #endings = new Set<Promise<unknown>>();

  constructor(context: ComputeContext) {
    this.#context = context;
  }

  /** One that can be joined. */
  find(key: string): Computation | undefined {
    const computation = this.#byKey.get(key);
    return computation?.flight.isAbandoned ? undefined : computation;
  }

  begin(order: ComputeOrder): Computation {
    // The work starts one turn later, when the computation is complete and in the map.
    const flight = new Flight<ComputeOutcome>((signal) =>
      Promise.resolve().then(() => this.#run(order, computation, signal)),
    );
    const computation: Computation = { flight, isRunning: true, isOutdated: false };
    this.#byKey.set(order.key, computation);
    return computation;
  }

  /** Those under way for such keys are not kept, and not joined any more. */
  outdate(isMeant: (key: string) => boolean): void {
    for (const [key, computation] of this.#byKey) {
      if (!isMeant(key)) continue;
      computation.isOutdated = true;
      this.#byKey.delete(key);
    }
  }

  /** Resolves when everything that was computed has been stored, or refused. */
  async settle(): Promise<void> {
    while (this.#endings.size > 0) await Promise.all(this.#endings);
  }

  async #run(order: ComputeOrder, computation: Computation, signal: AbortSignal): Promise<ComputeOutcome> {
    const leave = () => {
      computation.isRunning = false;
      // A later computation of the same key may have taken its place.
      if (this.#byKey.get(order.key) === computation) this.#byKey.delete(order.key);
    };
    try {
      const { outcome, ending } = await this.#answer(order, computation, signal);
      computation.isRunning = false;
      // Until it is stored, whoever comes gets it from here.
      void ending.then(leave);
      return outcome;
    } catch (error) {
      leave();
      throw error;
    }
  }

  async #answer(
    order: ComputeOrder,
    computation: Computation,
    signal: AbortSignal,
  ): Promise<{ outcome: ComputeOutcome; ending: Promise<unknown> }> {
    signal.throwIfAborted();
    const claim = await this.#claim(order, signal);
    if (claim?.state === 'failed') throw claim.error;
    if (claim?.state === 'taken') return { outcome: undefined, ending: Promise.resolve() };
    if (claim?.state === 'stored') {
      return { outcome: { entry: claim.entry, where: 'elsewhere' }, ending: Promise.resolve() };
    }
    let ending: Promise<unknown> = Promise.resolve();
    const entry = await computeEntry(this.#context, order, {
      ...{ lease: claim?.lease, signal },
      isKept: () => !computation.isOutdated,
      onEnding: (begun) => {
        ending = begun;
        this.#endings.add(begun);
        void begun.then(() => this.#endings.delete(begun));
      },
    });
    return { outcome: { entry, where: 'process' }, ending };
  }

  async #claim(
    { key, seen, isBehind, isStoreAway }: ComputeOrder,
    signal: AbortSignal,
  ): Promise<Claim | undefined> {
    const { store, meter } = this.#context;
    if (isStoreAway || store.claim === undefined) return undefined;
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
