import { isRedisServerInstalled } from './redis-server/index.ts';
import { describe } from '@jest/globals';

/** For tests that start a Redis of their own: what they break, others can't use meanwhile. */
export function describeWithRedis(title: string, tests: () => void): void {
  if (isRedisServerInstalled()) describe(title, tests);
  else describe.skip(`${title} (left out: no redis-server is installed)`, tests);
}
