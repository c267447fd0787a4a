import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';

import { describe, expect, test } from '@jest/globals';

import { isWorkerDead, newLocalWorkerId } from './local-worker-id.ts';

const self = newLocalWorkerId();
const uuid = '01949c1e-0000-4000-8000-000000000000';

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

  test('when another start had our process id, that one is dead', () => {
    expect(isWorkerDead(`${hostname()}:${process.pid}:${uuid}`, self)).toBe(true);
  });

  test('when a process of this machine has ended, its worker is dead', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    expect(isWorkerDead(`${hostname()}:${pid}:${uuid}`, self)).toBe(true);
  });

  test.each([
    ['a living process of this machine', `${hostname()}:${process.ppid}:${uuid}`],
    ['a process of another machine', `not-${hostname()}:${process.pid}:${uuid}`],
    ['a process that is not ours to signal', `${hostname()}:1:${uuid}`],
    ['no process at all', `${hostname()}:not-a-pid:${uuid}`],
    ['nothing', ''],
  ])('when the id names %s, it counts as alive', (_, worker) => {
    expect(isWorkerDead(worker, self)).toBe(false);
  });
});
