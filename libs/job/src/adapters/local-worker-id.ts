import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import { types } from 'node:util';

/** Tells this process from an earlier one with the same pid, as processes in containers tend to have. */
const startedAt = (): string => performance.timeOrigin.toFixed(3);

/** Names this machine, this process and a worker in it: `host:pid:start:uuid`. */
export function newLocalWorkerId(): string {
  return `${hostname()}:${process.pid}:${startedAt()}:${randomUUID()}`;
}

/**
 * Whether the process that a worker id names is known to have ended: it ran on this machine and its pid is free or is
 * ours, with another start. In doubt (another machine, a pid that is in use again) it counts as alive, and its lease
 * has to run out.
 */
export function isWorkerDead(worker: string, self: string): boolean {
  const [host, pid, start] = worker.split(':');
  if (host !== hostname() || worker === self) return false;
  if (Number(pid) === process.pid) return start !== startedAt();
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return types.isNativeError(error) && 'code' in error && error.code === 'ESRCH';
  }
}
