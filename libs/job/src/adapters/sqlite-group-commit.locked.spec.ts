import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { describe, expect, test } from '@jest/globals';

import { eachOpened } from '../testing/each-opened.ts';
import { openGroupCommit, watchAll } from '../testing/open-group-commit.ts';
import { settled } from '../testing/settled.ts';

/** A group commit on a file that another connection may lock. */
function openLockable() {
  const folder = mkdtempSync(join(tmpdir(), 'factoria-job-'));
  const path = join(folder, 'jobs.sqlite');
  const opened = openGroupCommit(path);
  const other = new DatabaseSync(path);
  return {
    ...opened,
    lock: () => other.exec('BEGIN IMMEDIATE'),
    unlock: () => other.exec('COMMIT'),
    close() {
      opened.close();
      other.close();
      rmSync(folder, { recursive: true });
    },
  };
}

describe('createGroupCommit on a locked file', () => {
  const opened = eachOpened(openLockable, ({ close }) => close());

  test('F06 when the lock goes within a second, writes waited for it, without holding up anything else', async () => {
    const { lock, unlock, note, notes, clock, executed } = opened();
    lock();
    const state = watchAll([note('a', 'process'), note('b', 'process')]);
    await settled();
    expect(executed).toEqual(['BEGIN IMMEDIATE']);
    await clock.pass(900);
    expect(state()).toEqual(['waiting', 'waiting']);
    unlock();
    await clock.pass(20);
    expect(state()).toEqual(['answered', 'answered']);
    expect(notes()).toEqual(['a', 'b']);
    expect(clock.timers).toBe(0);
  });

  test('F06 when the lock stays for a second, writes are refused as retryable then, and no timer is left', async () => {
    const { lock, unlock, note, notes, clock } = opened();
    lock();
    const refused = note('a', 'process');
    const outcome = expect(refused).rejects.toMatchObject({ code: 'store-unavailable', isRetryable: true });
    const state = watchAll([refused]);
    await clock.pass(980);
    expect(state()).toEqual(['waiting']);
    await clock.pass(20);
    await outcome;
    expect(clock.timers).toBe(0);
    unlock();
    expect(await note('b', 'process')).toBe('b');
    expect(notes()).toEqual(['b']);
  });

  test('F06 when writes were refused, those that come later are waited for as long again', async () => {
    const { lock, unlock, note, clock } = opened();
    lock();
    const first = watchAll([note('a', 'process')]);
    await clock.pass(1000);
    expect(first()).toEqual(['refused']);
    const second = watchAll([note('b', 'process')]);
    await clock.pass(900);
    expect(second()).toEqual(['waiting']);
    unlock();
    await clock.pass(20);
    expect(second()).toEqual(['answered']);
  });

  test('when writes come during the lock, they are committed after it together with the first, in their order', async () => {
    const { lock, unlock, note, notes, clock, commits } = opened();
    lock();
    const first = watchAll([note('a', 'process')]);
    await clock.pass(100);
    const second = watchAll([note('b', 'process'), note('c', 'process')]);
    await clock.pass(100);
    unlock();
    await clock.pass(20);
    expect([...first(), ...second()]).toEqual(['answered', 'answered', 'answered']);
    expect(notes()).toEqual(['a', 'b', 'c']);
    expect(commits()).toBe(1);
  });

  test('when writes come during the lock, the file is not tried for each of them, but every 20 ms', async () => {
    const { lock, unlock, note, clock, executed } = opened();
    lock();
    const tries = () => executed.filter((sql) => sql === 'BEGIN IMMEDIATE').length;
    watchAll([note('a', 'process')]);
    await settled();
    watchAll([note('b', 'process')]);
    await settled();
    expect(tries()).toBe(1);
    await clock.pass(100);
    expect(tries()).toBe(6);
    unlock();
  });

  test('when more writes wait than one commit takes, they are committed in their order after the lock', async () => {
    const { lock, unlock, note, notes, clock } = opened();
    const bodies = Array.from({ length: 250 }, (_, index) => `note ${index}`);
    lock();
    watchAll(bodies.map((body) => note(body, 'process')));
    await clock.pass(100);
    unlock();
    await clock.pass(20);
    expect(notes()).toEqual(bodies);
  });

  test('F06 when the file was locked before and is locked again later, that is waited for as long', async () => {
    const { lock, unlock, note, clock } = opened();
    lock();
    const first = watchAll([note('a', 'process')]);
    await clock.pass(500);
    unlock();
    await clock.pass(60_000);
    expect(first()).toEqual(['answered']);
    lock();
    const second = watchAll([note('b', 'process')]);
    await clock.pass(900);
    expect(second()).toEqual(['waiting']);
    unlock();
    await clock.pass(20);
    expect(second()).toEqual(['answered']);
  });

  test('F24 when the clock is set back an hour during the lock, writes are refused a second later and not an hour', async () => {
    const { lock, unlock, note, clock } = opened();
    lock();
    const state = watchAll([note('a', 'process')]);
    await clock.pass(500);
    clock.step(-3_600_000);
    await clock.pass(900);
    expect(state()).toEqual(['waiting']);
    await clock.pass(200);
    expect(state()).toEqual(['refused']);
    unlock();
  });

  test('when it is closed during the lock, what waits is refused at once and no timer is left', async () => {
    const { lock, unlock, note, notes, clock, group, executed } = opened();
    lock();
    const state = watchAll([note('a', 'process')]);
    await clock.pass(100);
    group.close();
    await settled();
    expect(state()).toEqual(['refused']);
    expect(clock.timers).toBe(0);
    unlock();
    const executedByThen = executed.length;
    await clock.pass(2000);
    expect(executed).toHaveLength(executedByThen);
    expect(notes()).toEqual([]);
  });
});
