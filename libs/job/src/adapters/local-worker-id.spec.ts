import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';

import { describe, expect, test } from '@jest/globals';

import { isWorkerDead, newLocalWorkerId } from './local-worker-id.ts';

const self = newLocalWorkerId();
/** What follows the process id: the start of a process that is not ours, and a worker in it. */
const startAndWorker = '0.000:01949c1e-0000-4000-8000-000000000000';

describe('newLocalWorkerId', () => {
  test('when it is asked twice, it names host and process and differs', () => {
    expect(self.startsWith(`${hostname()}:${process.pid}:`)).toBe(true);
    expect(newLocalWorkerId()).not.toBe(self);
  });
});

describe('isWorkerDead', () => {
  test('when it is asked about itself, it is alive', () => {
    expect(isWorkerDead(self, self)).toBe(false);
  });

  test('when two workers are in one process, neither takes the other for dead', () => {
    const other = newLocalWorkerId();
    expect([isWorkerDead(other, self), isWorkerDead(self, other)]).toEqual([false, false]);
  });

  test('when another start had our process id, that one is dead', () => {
    expect(isWorkerDead(`${hostname()}:${process.pid}:${startAndWorker}`, self)).toBe(true);
  });

  test('when a process of this machine has ended, its worker is dead', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    expect(isWorkerDead(`${hostname()}:${pid}:${startAndWorker}`, self)).toBe(true);
  });

  test.each([
    ['a living process of this machine', `${hostname()}:${process.ppid}:${startAndWorker}`],
    ['a process of another machine', `not-${hostname()}:${process.pid}:${startAndWorker}`],
    ['a process that is not ours to signal', `${hostname()}:1:${startAndWorker}`],
    ['no process at all', `${hostname()}:not-a-pid:${startAndWorker}`],
    ['nothing', ''],
  ])('when the id names %s, it counts as alive', (_, worker) => {
    expect(isWorkerDead(worker, self)).toBe(false);
  });
});
