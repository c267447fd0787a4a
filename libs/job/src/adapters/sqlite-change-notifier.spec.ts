import { describe, expect, test } from '@jest/globals';

import { JobError } from '../errors.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { createChangeNotifier } from './sqlite-change-notifier.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/** A notifier over a connection of which only the data version matters. */
function openNotifier() {
  const clock = createManualClock();
  let version: number | Error = 1;
  let looks = 0;
  const notCalled = () => {
    throw new Error('The notifier only asks for the data version.');
  };
  const database: SqliteDatabase = {
    ...{ run: notCalled, one: notCalled, all: notCalled, write: notCalled, close: notCalled },
    dataVersion() {
      looks += 1;
      if (version instanceof Error) throw version;
      return version;
    },
  };
  return {
    ...{ clock, notifier: createChangeNotifier(database, clock) },
    writeElsewhere: () => (version = typeof version === 'number' ? version + 1 : 2),
    setVersion: (to: number | Error) => (version = to),
    looks: () => looks,
  };
}

describe('createChangeNotifier', () => {
  test('when nobody listens, nothing is looked for and no timer is set', () => {
    const { clock, looks } = openNotifier();
    expect(clock.timers).toBe(0);
    expect(looks()).toBe(0);
  });

  test('when this process changes a job, its listeners are called at once and those of other jobs are not', () => {
    const { notifier } = openNotifier();
    const heard: string[] = [];
    notifier.subscribe('a', () => heard.push('a'));
    notifier.subscribe('b', () => heard.push('b'));
    notifier.changed('a');
    expect(heard).toEqual(['a']);
    notifier.close();
  });

  test('when a worker changes its job, listeners are told by which lease, and of other processes by none', () => {
    const { notifier, clock, writeElsewhere } = openNotifier();
    const lease = { jobId: 'a', worker: 'worker-1', token: 7 };
    const heard: unknown[] = [];
    notifier.subscribe('a', (by) => heard.push(by));
    notifier.changed('a', lease);
    writeElsewhere();
    clock.advance(250);
    expect(heard).toEqual([lease, undefined]);
    notifier.close();
  });

  test('when another process writes, the listeners of all jobs are called once, a quarter of a second later', () => {
    const { notifier, clock, writeElsewhere } = openNotifier();
    const heard: string[] = [];
    notifier.subscribe('a', () => heard.push('a'));
    notifier.subscribe('b', () => heard.push('b'));
    writeElsewhere();
    clock.advance(249);
    expect(heard).toEqual([]);
    clock.advance(1);
    expect(heard).toEqual(['a', 'b']);
    clock.advance(10_000);
    expect(heard).toEqual(['a', 'b']);
    notifier.close();
  });

  test('when nothing changes, it looks ever less often, and at most a second after another process wrote', () => {
    const { clock, setVersion, notifier } = openNotifier();
    const heard: string[] = [];
    notifier.subscribe('a', () => heard.push('a'));
    // Looks after 250, 750, 1750 and 2750 ms.
    clock.advance(1750);
    setVersion(7);
    clock.advance(999);
    expect(heard).toEqual([]);
    clock.advance(1);
    expect(heard).toEqual(['a']);
    setVersion(8);
    clock.advance(250);
    expect(heard).toEqual(['a', 'a']);
    notifier.close();
  });

  test('when others come to listen again and again, the look is not put off by that', () => {
    const { clock, setVersion, notifier } = openNotifier();
    const heard: string[] = [];
    notifier.subscribe('a', () => heard.push('a'));
    clock.advance(1750);
    setVersion(7);
    for (let index = 0; index < 4; index += 1) {
      notifier.subscribe(`b${index}`, () => {});
      clock.advance(100);
    }
    expect(heard).toEqual(['a']);
    notifier.close();
  });

  test('when another process wrote before anyone listened, nobody is called for that', () => {
    const { notifier, clock, writeElsewhere } = openNotifier();
    const heard: string[] = [];
    writeElsewhere();
    notifier.subscribe('a', () => heard.push('a'));
    clock.advance(1000);
    expect(heard).toEqual([]);
    notifier.close();
  });

  test('when a function is subscribed twice, it is called twice, and once after one of them has left', () => {
    const { notifier } = openNotifier();
    const heard: string[] = [];
    const listener = () => heard.push('a');
    const leave = notifier.subscribe('a', listener);
    notifier.subscribe('a', listener);
    notifier.changed('a');
    expect(heard).toHaveLength(2);
    leave();
    leave();
    notifier.changed('a');
    expect(heard).toHaveLength(3);
    notifier.close();
  });

  test('when a listener brings another as it is called, that one hears of the next change', () => {
    const { notifier } = openNotifier();
    const heard: string[] = [];
    const again = () => {
      heard.push('called');
      if (heard.length < 100) notifier.subscribe('a', again);
    };
    notifier.subscribe('a', again);
    notifier.changed('a');
    expect(heard).toHaveLength(1);
    notifier.changed('a');
    expect(heard).toHaveLength(3);
    notifier.close();
  });

  test('when one leaves twice and another came between, the other still hears', () => {
    const { notifier } = openNotifier();
    const heard: string[] = [];
    const leave = notifier.subscribe('a', () => heard.push('first'));
    leave();
    notifier.subscribe('a', () => heard.push('second'));
    leave();
    notifier.changed('a');
    expect(heard).toEqual(['second']);
    notifier.close();
  });

  test('when the last listener leaves, no timer is left', () => {
    const { notifier, clock } = openNotifier();
    const leaveFirst = notifier.subscribe('a', () => {});
    const leaveLast = notifier.subscribe('b', () => {});
    leaveFirst();
    expect(clock.timers).toBe(1);
    leaveLast();
    expect(clock.timers).toBe(0);
  });

  test('when the last listener leaves as it is called for another process, no timer is left', () => {
    const { notifier, clock, writeElsewhere } = openNotifier();
    const heard: string[] = [];
    const leave = notifier.subscribe('a', () => {
      heard.push('a');
      leave();
    });
    writeElsewhere();
    clock.advance(250);
    expect(heard).toEqual(['a']);
    expect(clock.timers).toBe(0);
  });

  test('when a listener came and all left and another came, the poll goes on', () => {
    const { notifier, clock, writeElsewhere } = openNotifier();
    const heard: string[] = [];
    notifier.subscribe('a', () => {})();
    notifier.subscribe('a', () => heard.push('a'));
    writeElsewhere();
    clock.advance(250);
    expect(heard).toEqual(['a']);
    notifier.close();
  });

  test('F06 when the store is away during a look, later changes are still told of', () => {
    const { notifier, clock, setVersion } = openNotifier();
    const heard: string[] = [];
    notifier.subscribe('a', () => heard.push('a'));
    setVersion(new JobError('store-unavailable', 'Locked.', { isRetryable: true }));
    clock.advance(250);
    setVersion(7);
    clock.advance(500);
    expect(heard).toEqual(['a']);
    notifier.close();
  });

  test('when it is closed, nobody is called any more', () => {
    const { notifier, clock, writeElsewhere } = openNotifier();
    const heard: string[] = [];
    notifier.subscribe('a', () => heard.push('a'));
    notifier.close();
    notifier.changed('a');
    writeElsewhere();
    clock.advance(1000);
    expect(heard).toEqual([]);
    expect(clock.timers).toBe(0);
  });
});
