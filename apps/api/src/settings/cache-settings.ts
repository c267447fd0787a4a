import { z } from 'zod';

/** Where results that were made before are looked up. */
export const cacheSettings = {
  /** In this process alone, or in a Redis that processes share. */
  CACHE: z
    .string()
    .default('memory')
    .pipe(z.enum(['memory', 'redis'], 'one of memory, redis')),
  /** For CACHE=redis. */
  REDIS_URL: z
    .string()
    .refine(
      (value) => /^rediss?(\+sentinel|\+cluster)?:\/\/\S+$/.test(value),
      'an address like redis://host:6379, rediss://user:password@host:6380/0, redis+sentinel://host:26379,host:26379/name, redis+cluster://host:6379,host:6379',
    )
    .optional(),
};

/** The address of a Redis may hold its password. */
export const cacheSecrets = ['REDIS_URL'];

type Settings = { [Name in keyof typeof cacheSettings]?: z.output<(typeof cacheSettings)[Name]> | undefined };

export type CacheConfiguration = { kind: 'memory' } | { kind: 'redis'; url: string };

/** The cache that settings ask for, or one line that says what it lacks. */
export function toCacheConfiguration({
  CACHE,
  REDIS_URL: url,
}: Settings): CacheConfiguration | { missing: string } {
  if (CACHE !== 'redis') return { kind: 'memory' };
  if (url === undefined) return { missing: 'REDIS_URL is missing; CACHE=redis needs it.' };
  return { kind: CACHE, url };
}
