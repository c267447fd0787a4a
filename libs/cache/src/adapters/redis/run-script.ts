import { createHash } from 'node:crypto';

import type { RedisClient, RedisConnection } from './connection/redis-connection.ts';
import { isFailureBy } from './connection/redis-replies.ts';

/** Runs a script in Redis, whose answer may be anything. */
export type RunScript = (
  script: string,
  keys: string[],
  values: (string | number | Buffer)[],
) => Promise<unknown>;

/** By the script's hash; its text is sent only to a Redis that doesn't know it yet. */
export function createRunScript({ run }: Pick<RedisConnection, 'run'>): RunScript {
  const hashes = new Map<string, string>();
  const hashOf = (script: string): string => {
    const known = hashes.get(script);
    if (known !== undefined) return known;
    const hash = createHash('sha1').update(script).digest('hex');
    hashes.set(script, hash);
    return hash;
  };
  return async (script, keys, values) => {
    const ask = (send: (client: RedisClient) => Promise<unknown>) => run(send);
    try {
      return await ask((client) => client.evalsha(hashOf(script), keys.length, ...keys, ...values));
    } catch (error) {
      if (!isFailureBy('NOSCRIPT', error)) throw error;
      return await ask((client) => client.eval(script, keys.length, ...keys, ...values));
    }
  };
}
