import { spawnSync } from 'node:child_process';

/** Whether `redis-server` is in the PATH, so that a test file can say at once what it leaves out. */
export function isRedisServerInstalled(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}
