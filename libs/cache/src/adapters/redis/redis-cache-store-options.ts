import { CacheError } from '../../errors.ts';
import type { RedisConnection } from './connection/redis-connection.ts';

export interface RedisCacheStoreOptions {
  /** Closed with the store. */
  connection: RedisConnection;
  /** What all names in Redis begin with; processes with the same share. @default 'la-factoria:cache:' */
  keyPrefix?: string;
  /**
   * For how long a key is left to whoever computes it without a sign of life, in seconds. It is renewed each third of it.
   * The same in all processes. @default 10
   */
  leaseSeconds?: number;
  /** How often those who wait look for themselves, in case a message was lost, in seconds. @default 0.25 */
  pollSeconds?: number;
  /** A larger value, in bytes before compression, is not kept. The same in all processes. @default 8 MiB */
  maxValueBytes?: number;
  /** A value of so many bytes or more is compressed. @default 32 KiB */
  compressFromBytes?: number;
  /** How often the change feed makes sure that messages come through, in seconds. @default 2 */
  heartbeatSeconds?: number;
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number;
}

const defaults = {
  ...{ keyPrefix: 'la-factoria:cache:', leaseSeconds: 10, pollSeconds: 0.25, heartbeatSeconds: 2 },
  ...{ maxValueBytes: 8 * 1024 * 1024, compressFromBytes: 32 * 1024 },
  clock: Date.now,
};

/** Sealed entries count their payload with 32 bits; Redis takes half a gigabyte. */
const largestValueBytes = 256 * 1024 * 1024;
/** A day; timers hold 24. */
const longestSeconds = 24 * 3600;

/** With the defaults filled in. Throws `options-invalid` for what can't be, and shows it. */
export function redisCacheStoreSettings(options: RedisCacheStoreOptions): Required<RedisCacheStoreOptions> {
  const settings = { ...defaults, ...options };
  for (const name of ['leaseSeconds', 'pollSeconds', 'heartbeatSeconds'] as const) {
    const value = settings[name];
    const isRight = value >= shortestSeconds && value <= longestSeconds;
    if (!isRight) throw refusal(name, `from ${shortestSeconds} to ${longestSeconds} seconds`, value);
  }
  if (!isWholeUpTo(settings.maxValueBytes, largestValueBytes) || settings.maxValueBytes === 0)
    throw refusal(
      'maxValueBytes',
      `a whole number of bytes from 1 to ${largestValueBytes}`,
      settings.maxValueBytes,
    );
  if (!isWholeUpTo(settings.compressFromBytes, Infinity))
    throw refusal('compressFromBytes', 'a whole number of bytes', settings.compressFromBytes);
  return settings;
}

/** What a timer can tell apart from nothing, and Redis's milliseconds too. */
const shortestSeconds = 0.01;

const isWholeUpTo = (value: number, limit: number) =>
  (Number.isSafeInteger(value) || value === Infinity) && value >= 0 && value <= limit;

const refusal = (name: string, what: string, value: unknown) =>
  new CacheError('options-invalid', `${name} must be ${what}, got ${String(value)}`);
