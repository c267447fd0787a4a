import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';

import { describe, expect, test } from '@jest/globals';

import { isWorkerDead, newLocalWorkerId } from './local-worker-id.ts';

const self = newLocalWorkerId();
const [place = ''] = self.split(':');
/** What follows the process id: the start of a process that is not ours, and a worker in it. */
const startAndWorker = '0.000:01949c1e-0000-4000-8000-000000000000';

describe('newLocalWorkerId', () => {
  test('when it is asked twice, it names host and process and differs', () => {
    expect(self.startsWith(hostname())).toBe(true);
    expect(self.split(':')[1]).toBe(String(process.pid));
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
    expect(isWorkerDead(`${place}:${process.pid}:${startAndWorker}`, self)).toBe(true);
  });

  test('when a process of this machine has ended, its worker is dead', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    expect(isWorkerDead(`${place}:${pid}:${startAndWorker}`, self)).toBe(true);
  });

  test.each([
    ['a living process of this machine', `${place}:${process.ppid}:${startAndWorker}`],
    ['a process of another machine', `not-${place}:${process.pid}:${startAndWorker}`],
    ['a process that is not ours to signal', `${place}:1:${startAndWorker}`],
    ['no process at all', `${place}:not-a-pid:${startAndWorker}`],
    ['nothing', ''],
  ])('when the id names %s, it counts as alive', (_, worker) => {
    expect(isWorkerDead(worker, self)).toBe(false);
  });
});
