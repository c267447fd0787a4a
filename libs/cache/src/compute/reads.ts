import type { Meter } from '../cache-events.ts';
import type { CacheEntry, CacheStore } from '../ports/cache-store.ts';
import { unlessRefused } from './unless-refused.ts';
import { freezeAndWeigh } from '../value/freeze-and-weigh.ts';

export interface Read {
  entry: CacheEntry | undefined;
  /** The store could not be reached. */
  isStoreAway: boolean;
}

interface Reading {
  answer: Promise<Read>;
  isShared: boolean;
}

/** Reads of the store. Those of one key at once are one, since all would get the same. */
export class Reads {
  readonly #store: CacheStore;
  readonly #meter: Meter;
  readonly #underWay = new Map<string, Reading>();

  constructor(store: CacheStore, meter: Meter) {
    this.#store = store;
    this.#meter = meter;
  }

  /** The entry, at once if the store has it in this process. */
  look(key: string): CacheEntry | undefined | Promise<Read> {
    const other = this.#underWay.get(key);
    if (other !== undefined) {
      other.isShared = true;
      return other.answer;
    }
    const found = this.#get(key);
    if (!(found instanceof Promise)) return found;
    const reading: Reading = { answer: this.#finish(key, found, () => reading), isShared: false };
    this.#underWay.set(key, reading);
    return reading.answer;
  }

  /** Reads under way of such keys answer those who wait, and nobody else. */
  forget(isMeant: (key: string) => boolean): void {
    for (const key of this.#underWay.keys()) if (isMeant(key)) this.#underWay.delete(key);
  }

  #get(key: string): ReturnType<CacheStore['get']> {
    try {
      return this.#store.get(key);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async #finish(key: string, found: Promise<CacheEntry | undefined>, self: () => Reading): Promise<Read> {
    const read = await unlessRefused(this.#meter, 'read', key, async () => ({ entry: await found }));
    if (this.#underWay.get(key) === self()) this.#underWay.delete(key);
    if (self().isShared && read?.entry !== undefined && !(read.entry.value instanceof Uint8Array)) {
      freezeAndWeigh(read.entry.value);
    }
    return { entry: read?.entry, isStoreAway: read === undefined };
  }
}
