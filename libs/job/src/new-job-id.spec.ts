import { describe, expect, test } from '@jest/globals';

import { newJobId } from './new-job-id.ts';

describe('newJobId', () => {
  test('when time and random bits are those of the RFC 9562 example, so is the id', () => {
    // RFC 9562, A.6: 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
    const random = () => '00000000-0000-4cc3-98c4-dc0c0c07398f' as const;
    expect(newJobId(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  test('when all random bits are set and no time has passed, time, version and variant still stand', () => {
    const random = () => 'ffffffff-ffff-4fff-bfff-ffffffffffff' as const;
    expect(newJobId(0, random)).toBe('00000000-0000-7fff-bfff-ffffffffffff');
  });

  test('when it is made of what Node gives, it is a UUIDv7', () => {
    expect(newJobId(Date.UTC(2026, 0, 1))).toMatch(
      /^019b[0-9a-f]{4}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test('when one is made a millisecond later, it sorts after', () => {
    const allSet = () => 'ffffffff-ffff-4fff-bfff-ffffffffffff' as const;
    const noneSet = () => '00000000-0000-4000-8000-000000000000' as const;
    expect(newJobId(1001, noneSet) > newJobId(1000, allSet)).toBe(true);
  });

  test('when a thousand are made in one millisecond, no two are the same', () => {
    const now = Date.UTC(2026, 0, 1);
    const made = new Set(Array.from({ length: 1000 }, () => newJobId(now)));
    expect(made.size).toBe(1000);
  });
});
