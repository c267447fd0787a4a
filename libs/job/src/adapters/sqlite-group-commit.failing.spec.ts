import { describe, expect, test } from '@jest/globals';

import { eachOpened } from '../testing/each-opened.ts';
import { openGroupCommit } from '../testing/open-group-commit.ts';
import { settled } from '../testing/settled.ts';

describe('createGroupCommit', () => {
  const opened = eachOpened(openGroupCommit, ({ close }) => close());

  describe('when one of a turn fails', () => {
    test('when a write throws, its own changes are taken back and its error is the one thrown', async () => {
      const { group, database, note, notes, disk, commits } = opened();
      const fault = new Error('A fault of a test, on purpose.');
      const throwing = group.write(() => {
        database.exec(`INSERT INTO notes VALUES ('half')`);
        throw fault;
      }, 'disk');
      const all = Promise.allSettled([note('before'), throwing, note('after')]);
      await settled();
      disk.finish();
      expect(await all).toEqual([
        { status: 'fulfilled', value: 'before' },
        { status: 'rejected', reason: fault },
        { status: 'fulfilled', value: 'after' },
      ]);
      expect(notes()).toEqual(['before', 'after']);
      expect(commits()).toBe(1);
    });

    test('when every write of a turn throws, each gets its own error and the next turn is as ever', async () => {
      const { group, note, notes, disk } = opened();
      const faults = ['one', 'two'].map((message) => new Error(message));
      const throwing = faults.map((fault) =>
        group.write(() => {
          throw fault;
        }, 'disk'),
      );
      const all = Promise.allSettled(throwing);
      await settled();
      disk.finish();
      expect(await all).toEqual(faults.map((reason) => ({ status: 'rejected', reason })));
      expect(await note('next', 'process')).toBe('next');
      expect(notes()).toEqual(['next']);
    });

    test('when a write breaks a rule of the tables, it is refused for good and the others are stored', async () => {
      const { note, notes, disk } = opened();
      const all = Promise.allSettled([note('before'), note(null), note('after')]);
      await settled();
      disk.finish();
      expect(await all).toMatchObject([
        { status: 'fulfilled' },
        { status: 'rejected', reason: { code: 'store-unavailable', isRetryable: false } },
        { status: 'fulfilled' },
      ]);
      expect(notes()).toEqual(['before', 'after']);
    });

    test('when one write throws and another breaks a rule of the tables, each is told what it did', async () => {
      const { group, note, notes, disk } = opened();
      const fault = new Error('A fault of a test, on purpose.');
      const throwing = group.write(() => {
        throw fault;
      }, 'disk');
      const all = Promise.allSettled([throwing, note(null), note('kept')]);
      await settled();
      disk.finish();
      expect(await all).toMatchObject([
        { status: 'rejected', reason: fault },
        { status: 'rejected', reason: { name: 'JobError', code: 'store-unavailable' } },
        { status: 'fulfilled' },
      ]);
      expect(notes()).toEqual(['kept']);
    });

    test('F06 when one large write finds no room on the disk, it is refused as retryable and the others are stored', async () => {
      const { note, notes, database, disk } = opened();
      database.exec('PRAGMA max_page_count = 10');
      const all = Promise.allSettled([note('before'), note('x'.repeat(200_000)), note('after')]);
      await settled();
      disk.finish();
      expect(await all).toMatchObject([
        { status: 'fulfilled' },
        { status: 'rejected', reason: { code: 'store-unavailable', isRetryable: true } },
        { status: 'fulfilled' },
      ]);
      expect(notes()).toEqual(['before', 'after']);
      expect(database.isTransaction).toBe(false);
    });
  });
});
