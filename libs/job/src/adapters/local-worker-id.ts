import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import { types } from 'node:util';

/**
 * Where process ids mean the same as here: this machine, and on Linux this container. Containers may share a host name
 * and a volume.
 */
function place(): string {
  try {
    return `${hostname()}/${readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}`;
  } catch {
    return hostname();
  }
}

/**
 * Tells this process from an earlier one with the same pid, as processes in containers tend to have. On Linux the start
 * in clock ticks since the machine's (proc_pid_stat(5), field 22), which is the same in all threads.
 */
function startedAt(): string {
  try {
    const afterName = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1) ?? '';
    return afterName.split(' ')[22 - 3] ?? '';
  } catch {
    return performance.timeOrigin.toFixed(0);
  }
}

/** Names this machine, this process and a worker in it: `place:pid:start:uuid`. */
export function newLocalWorkerId(): string {
  return `${place()}:${process.pid}:${startedAt()}:${randomUUID()}`;
}

/**
 * Whether the process that a worker id names is known to have ended: it ran in this place and its pid is free or is
 * ours, with another start. In doubt (another machine, a pid that is in use again) it counts as alive, and its lease
 * has to run out.
 */
export function isWorkerDead(worker: string, self: string): boolean {
  const [where, pid, start] = worker.split(':');
  if (where !== place() || worker === self) return false;
  if (Number(pid) === process.pid) return start !== startedAt();
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return types.isNativeError(error) && 'code' in error && error.code === 'ESRCH';
  }
}
