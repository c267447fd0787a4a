import { describe, expect, test } from '@jest/globals';

import { systemClock } from './system-clock.ts';

describe('systemClock', () => {
  test('when timers are set, they run in the order of their times, and a cancelled one does not', async () => {
    const ran: string[] = [];
    const last = Promise.withResolvers<void>();
    systemClock.after(3, () => last.resolve());
    systemClock.after(1, () => ran.push('first'));
    systemClock.after(1, () => ran.push('cancelled'))();
    await last.promise;
    expect(ran).toEqual(['first']);
  });

  test.each([Number.POSITIVE_INFINITY, 2 ** 31, 2 ** 40])(
    'when a timer is set for longer than Node can wait (%p ms), it does not run at once',
    async (milliseconds) => {
      const ran: string[] = [];
      const cancel = systemClock.after(milliseconds, () => ran.push('too early'));
      const later = Promise.withResolvers<void>();
      systemClock.after(3, later.resolve);
      await later.promise;
      expect(ran).toEqual([]);
      cancel();
    },
  );

  test('when it is asked for the time, it tells that of the machine', () => {
    const before = Date.now();
    const now = systemClock.now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });
});
