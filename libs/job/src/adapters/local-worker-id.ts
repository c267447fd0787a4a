import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { types } from 'node:util';

/** Names this process and this start of it: `host:pid:uuid`. */
export function newLocalWorkerId(): string {
  return `${hostname()}:${process.pid}:${randomUUID()}`;
}

/**
 * Whether the process that a worker id names is known to have ended: it ran on this machine and its pid is free or is
 * ours, with another start. In doubt (another machine, a pid that is in use again) it counts as alive, and its lease
 * has to run out.
 */
export function isWorkerDead(worker: string, self: string): boolean {
  const [host, pid] = worker.split(':');
  if (host !== hostname() || worker === self) return false;
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return types.isNativeError(error) && 'code' in error && error.code === 'ESRCH';
  }
}
