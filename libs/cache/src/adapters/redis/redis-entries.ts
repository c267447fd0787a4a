import type { CacheEntry, MaybePromise } from '../../ports/cache-store.ts';
import type { StoreEvent } from '../../ports/store-events.ts';
import { jsonText } from '../../value/json-text.ts';
import { openEntry, sealEntry } from '../../value/sealed-entry.ts';
import type { Generation } from './generations/namespace-generations.ts';
import type { RedisConnection } from './connection/redis-connection.ts';
import { isFailureBy } from './connection/redis-replies.ts';
import { createReadTogether } from './read-together.ts';
import type { RedisNames } from './redis-names.ts';

export interface RedisEntriesOptions {
  connection: Pick<RedisConnection, 'run'>;
  names: RedisNames;
  maxValueBytes: number;
  compressFromBytes: number;
  clock: () => number;
  tell: (event: StoreEvent) => void;
}

export interface SealedForRedis {
  sealed: Buffer;
  /** From now on, at least 1. */
  lifeMilliseconds: number;
}

/** Redis adds it to the time since 1970 and refuses what doesn't fit into 64 bits. */
const maxLifeMilliseconds = 2 ** 52;

/** Entries on their way to Redis and back. */
export class RedisEntries {
  readonly #options: RedisEntriesOptions;
  readonly #readTogether = createReadTogether();

  constructor(options: RedisEntriesOptions) {
    this.#options = options;
  }

  /** The entry under the key, if it is whole, of this generation, and usable still. */
  async read(key: string, generation: MaybePromise<Generation>): Promise<CacheEntry | undefined> {
    const { connection, names, maxValueBytes, tell, clock } = this.#options;
    let sealed: Buffer | null;
    try {
      sealed = await connection.run((client) => this.#readTogether(client, names.value(key)));
    } catch (error) {
      if (!isFailureBy('WRONGTYPE', error)) throw error;
      return this.#discard(key, 'no text');
    }
    if (sealed === null) return undefined;
    tell({ type: 'read', store: 'redis', key, bytes: sealed.byteLength });
    const opening = openEntry(key, sealed, maxValueBytes);
    const opened = 'then' in opening ? await opening : opening;
    if (opened.state === 'broken') return this.#discard(key, opened.reason);
    const { token } = 'then' in generation ? await generation : generation;
    if (opened.generation !== token || clock() >= opened.entry.usableUntil) return undefined;
    return opened.entry;
  }

  /** The entry as it is stored, or undefined, and told, if it is too large. */
  async seal(key: string, entry: CacheEntry, generation: Generation): Promise<SealedForRedis | undefined> {
    const { maxValueBytes, compressFromBytes, clock, tell } = this.#options;
    const isBytes = entry.value instanceof Uint8Array;
    const json = isBytes ? undefined : (entry.json ?? jsonText(entry.value));
    const bytes = entry.value instanceof Uint8Array ? entry.value.byteLength : Buffer.byteLength(json ?? '');
    if (bytes > maxValueBytes) {
      tell({ type: 'oversized', store: 'redis', key, bytes });
      return undefined;
    }
    const sealed = await sealEntry(
      key,
      { ...entry, json },
      { generation: generation.token, compressFromBytes },
    );
    const life = Math.ceil(entry.usableUntil - clock());
    return { sealed, lifeMilliseconds: Math.min(Math.max(1, life), maxLifeMilliseconds) };
  }

  tellWritten(key: string, { sealed }: SealedForRedis): void {
    this.#options.tell({ type: 'written', store: 'redis', key, bytes: sealed.byteLength });
  }

  /** Nobody waits for it: what stays is found broken once more. */
  #discard(key: string, reason: string): undefined {
    const { connection, names, tell } = this.#options;
    tell({ type: 'broken', store: 'redis', key, reason });
    connection.run((client) => client.unlink(names.value(key))).catch(() => undefined);
    return undefined;
  }
}
