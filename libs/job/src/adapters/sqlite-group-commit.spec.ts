import { describe, expect, test } from '@jest/globals';

import { eachOpened } from '../testing/each-opened.ts';
import { openGroupCommit, watchAll } from '../testing/open-group-commit.ts';
import { settled } from '../testing/settled.ts';

describe('createGroupCommit', () => {
  const opened = eachOpened(openGroupCommit, ({ close }) => close());

  describe('committing', () => {
    test('when ten writes come in one turn, they share one commit and one wait for the disk, each with its answer', async () => {
      const { note, notes, commits, disk } = opened();
      const bodies = Array.from({ length: 10 }, (_, index) => `note ${index}`);
      const written = Promise.all(bodies.map((body) => note(body)));
      await settled();
      expect(commits()).toBe(1);
      expect(disk.underWay()).toBe(1);
      disk.finish();
      expect(await written).toEqual(bodies);
      expect(notes()).toEqual(bodies);
    });

    test('when a write is committed, it is answered once it is on the disk and not before', async () => {
      const { note, notes, disk } = opened();
      const state = watchAll([note('a')]);
      await settled();
      expect(notes()).toEqual(['a']);
      expect(state()).toEqual(['waiting']);
      disk.finish();
      await settled();
      expect(state()).toEqual(['answered']);
    });

    /** As many as are a sign of load, on their way to the disk. */
    async function manyOnTheirWay(note: (body: string) => Promise<unknown>) {
      const state = watchAll(Array.from({ length: 8 }, (_, index) => note(`load ${index}`)));
      await settled();
      return state;
    }

    test('when a write comes while another waits for the disk, it is committed at once', async () => {
      const { note, notes, commits } = opened();
      const first = watchAll([note('a')]);
      await settled();
      const later = watchAll([note('b'), note('c', 'process')]);
      await settled();
      expect(notes()).toEqual(['a', 'b', 'c']);
      expect(commits()).toBe(2);
      expect([...first(), ...later()]).toEqual(['waiting', 'waiting', 'answered']);
    });

    test('when writes come while many wait for the disk, they share the next commit, after it', async () => {
      const { note, notes, commits, disk } = opened();
      const many = await manyOnTheirWay(note);
      const later = [note('b')];
      await settled();
      later.push(note('c', 'process'));
      await settled();
      expect(notes()).not.toContain('b');
      disk.finish();
      await settled();
      expect(new Set(many())).toEqual(new Set(['answered']));
      expect(notes().slice(-2)).toEqual(['b', 'c']);
      expect(commits()).toBe(2);
      disk.finish();
      expect(await Promise.all(later)).toEqual(['b', 'c']);
    });

    test('when more writes come meanwhile than a commit takes, they are committed without waiting', async () => {
      const { note, commits } = opened();
      const many = await manyOnTheirWay(note);
      const later = watchAll(Array.from({ length: 200 }, (_, index) => note(`note ${index}`)));
      await settled();
      expect(commits()).toBe(2);
      expect(new Set([...many(), ...later()])).toEqual(new Set(['waiting']));
    });

    test('when the disk takes long, what came meanwhile is committed without it after 50 ms, and what need not outlive a loss of power is answered', async () => {
      const { note, commits, clock } = opened();
      await manyOnTheirWay(note);
      const later = watchAll([note('b'), note('c', 'process')]);
      await clock.pass(49);
      expect(commits()).toBe(1);
      await clock.pass(1);
      expect(commits()).toBe(2);
      expect(later()).toEqual(['waiting', 'answered']);
    });

    test('when nobody writes, nothing is committed', async () => {
      const { executed } = opened();
      await settled();
      expect(executed).toEqual([]);
    });

    test('when 450 writes come at once, they take three commits, in the order they came', async () => {
      const { note, notes, commits, disk } = opened();
      const bodies = Array.from({ length: 450 }, (_, index) => `note ${index}`);
      const written = Promise.all(bodies.map((body) => note(body)));
      await settled();
      disk.finish();
      await settled();
      disk.finish();
      expect(await written).toEqual(bodies);
      expect(commits()).toBe(3);
      expect(notes()).toEqual(bodies);
    });
  });

  describe('durability', () => {
    test('when no write of a turn has to outlive a loss of power, the disk is not waited for', async () => {
      const { note, disk } = opened();
      expect(await Promise.all([note('a', 'process'), note('b', 'process')])).toEqual(['a', 'b']);
      expect(disk.underWay()).toBe(0);
    });

    test('when only some of a turn have to, they wait for the disk and the others do not', async () => {
      const { note, disk, commits } = opened();
      const state = watchAll([note('a', 'process'), note('b', 'disk'), note('c', 'process')]);
      await settled();
      expect(state()).toEqual(['answered', 'waiting', 'answered']);
      disk.finish();
      await settled();
      expect(state()).toEqual(['answered', 'answered', 'answered']);
      expect(commits()).toBe(1);
    });

    test('F06 when the disk failed, nothing is committed until all that was committed is on it by another way', async () => {
      const { note, notes, disk } = opened();
      const first = Promise.allSettled([note('a')]);
      await settled();
      disk.setBroken(true);
      disk.fail(new Error('EIO, on purpose.'));
      await first;

      const refused = Promise.allSettled([note('b'), note('c', 'process')]);
      expect(await refused).toMatchObject([
        { status: 'rejected', reason: { code: 'store-unavailable', isRetryable: true } },
        { status: 'rejected', reason: { code: 'store-unavailable', isRetryable: true } },
      ]);
      expect(notes()).toEqual(['a']);

      disk.setBroken(false);
      const again = note('b');
      await settled();
      disk.finish();
      expect(await again).toBe('b');
      expect(notes()).toEqual(['a', 'b']);
    });

    test('F06 when the disk fails, those that waited for it are told that nothing is certain', async () => {
      const { note, disk } = opened();
      const cause = new Error('EIO, on purpose.');
      const settledNotes = Promise.allSettled([note('a', 'disk'), note('b', 'process')]);
      await settled();
      disk.fail(cause);
      expect(await settledNotes).toMatchObject([
        { status: 'rejected', reason: { code: 'store-unavailable', isRetryable: true, cause } },
        { status: 'fulfilled', value: 'b' },
      ]);
    });
  });

  describe('closing', () => {
    test('when it is closed, what waits is committed, what comes later is refused, and nothing is done after', async () => {
      const { group, note, notes, disk, executed } = opened();
      const waiting = watchAll([note('a'), note('b', 'process')]);
      group.close();
      expect(notes()).toEqual(['a', 'b']);
      expect(disk.isClosed()).toBe(true);
      const executedByThen = executed.length;
      await expect(note('late')).rejects.toMatchObject({ code: 'store-unavailable', isRetryable: false });
      disk.finish();
      await settled();
      expect(waiting()).toEqual(['answered', 'answered']);
      expect(notes()).toEqual(['a', 'b']);
      expect(executed).toHaveLength(executedByThen);
    });

    test('when it is closed with more than one commit takes, all of it is committed', () => {
      const { group, note, notes } = opened();
      watchAll(Array.from({ length: 450 }, (_, index) => note(`note ${index}`)));
      group.close();
      expect(notes()).toHaveLength(450);
    });
  });
});
