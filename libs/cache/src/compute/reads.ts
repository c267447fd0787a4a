import type { Meter } from '../cache-events.ts';
import type { CacheEntry, CacheStore } from '../ports/cache-store.ts';
import { freezeAndWeigh } from '../value/freeze-and-weigh.ts';
import { tellRefusal } from './unless-refused.ts';

interface Reading {
  /** Undefined once it is there. */
  answer: Promise<CacheEntry | undefined> | undefined;
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
  look(key: string): ReturnType<CacheStore['get']> {
    const other = this.#underWay.get(key);
    if (other?.answer !== undefined) {
      other.isShared = true;
      return other.answer;
    }
    const found = this.#get(key);
    // A promise of another realm is no instance of ours.
    if (found === undefined || !('then' in found)) return found;
    const reading: Reading = { answer: undefined, isShared: false };
    this.#underWay.set(key, reading);
    reading.answer = found.then(
      (entry) => {
        this.#land(key, reading);
        if (reading.isShared && entry !== undefined && !(entry.value instanceof Uint8Array)) {
          freezeAndWeigh(entry.value);
        }
        return entry;
      },
      (cause: unknown) => {
        this.#land(key, reading);
        tellRefusal(this.#meter, 'read', key, cause);
        return undefined;
      },
    );
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

  #land(key: string, reading: Reading): void {
    if (this.#underWay.get(key) === reading) this.#underWay.delete(key);
    // V8 leaves a Map's former tables to the next major collection. Were the answer within reach of one, every young value
    // would be kept until then: that costs a hit in Redis a quarter more.
    reading.answer = undefined;
  }
}
