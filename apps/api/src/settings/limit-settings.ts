import { z } from 'zod';

import { wholeNumber } from './setting-types.ts';

/** How much one key, or one address, may ask for. */
export const limitSettings = {
  /** Counted in this process alone, or in the Redis of REDIS_URL for all together. */
  RATE_LIMITS: z
    .string()
    .default('memory')
    .pipe(z.enum(['memory', 'redis'], 'one of memory, redis')),
  /** Points of a key in a window: reading costs 1, creating a job 10, synchronous generation 20. */
  RATE_LIMIT_POINTS: wholeNumber(1, 1_000_000_000, 'points'),
  RATE_LIMIT_SECONDS: wholeNumber(1, 86_400, 'seconds'),
  /** Requests without a valid key, of one address. */
  AUTH_FAILURES_PER_MINUTE: wholeNumber(1, 1_000_000, 'requests'),
  /** Streams of events that a key may have open at once. */
  MAX_EVENT_STREAMS: wholeNumber(1, 100_000, 'streams'),
  /** How long `/content/generate` waits before it answers 504. */
  GENERATE_SECONDS: wholeNumber(1, 600, 'seconds'),
  /** How long a client may take to send a request. */
  REQUEST_SECONDS: wholeNumber(1, 3600, 'seconds'),
};

type Settings = { [Name in keyof typeof limitSettings]?: z.output<(typeof limitSettings)[Name]> | undefined };

export interface LimitConfiguration {
  /** The address of a Redis; none to count in this process. */
  redisUrl?: string;
  /** @default 600 in 60 seconds */
  points: number;
  windowSeconds: number;
  /** @default 30 */
  failuresPerMinute: number;
  /** @default 20 */
  eventStreams: number;
  /** @default 60 */
  generateSeconds: number;
  /** @default 60 */
  requestSeconds: number;
}

/** The limits that settings ask for, or one line that says what they lack. */
export function toLimitConfiguration(
  settings: Settings & { REDIS_URL?: string | undefined },
): LimitConfiguration | { missing: string } {
  const { RATE_LIMITS: kind, REDIS_URL: redisUrl } = settings;
  if (kind === 'redis' && redisUrl === undefined)
    return { missing: 'REDIS_URL is missing; RATE_LIMITS=redis needs it.' };
  return {
    ...(kind === 'redis' && redisUrl !== undefined && { redisUrl }),
    points: settings.RATE_LIMIT_POINTS ?? 600,
    windowSeconds: settings.RATE_LIMIT_SECONDS ?? 60,
    failuresPerMinute: settings.AUTH_FAILURES_PER_MINUTE ?? 30,
    eventStreams: settings.MAX_EVENT_STREAMS ?? 20,
    generateSeconds: settings.GENERATE_SECONDS ?? 60,
    requestSeconds: settings.REQUEST_SECONDS ?? 60,
  };
}
