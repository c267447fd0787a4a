import { startRedisServer } from '@la-factoria/cache/testing/redis-server';
import { afterAll, describe, test } from '@jest/globals';

/**
 * For tests that break nothing: the Redis that is given by REDIS_URL, else a server of the file's own, ended with it. To be
 * called at the top level of a test file.
 * @returns undefined where there is neither
 */
export async function sharedRedisUrl(given: string | undefined): Promise<string | undefined> {
  if (given !== undefined) return given;
  const server = await startRedisServer();
  afterAll(() => server?.stop());
  return server?.url;
}

/** A group of tests that is left out, and says so in the results, where there is no Redis. */
export function describeAt(url: string | undefined, title: string, tests: (url: string) => void): void {
  describe(title, () => {
    if (url !== undefined) tests(url);
    else test.skip('left out: it needs REDIS_URL or a redis-server in the path', () => undefined);
  });
}
