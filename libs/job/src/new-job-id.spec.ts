import { describe, expect, test } from '@jest/globals';

import { newJobId } from './new-job-id.ts';

describe('newJobId', () => {
  test('when time and random bits are those of the RFC 9562 example, so is the id', () => {
    // RFC 9562, A.6: 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
    const randomId = () => '00000000-0000-4cc3-98c4-dc0c0c07398f';
    expect(newJobId(0x017f22e279b0, randomId)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  test('when all random bits are set, version and variant still stand', () => {
    const randomId = () => 'ffffffff-ffff-4fff-bfff-ffffffffffff';
    expect(newJobId(0, randomId)).toBe('00000000-0000-7fff-bfff-ffffffffffff');
  });

  test('when one is made a millisecond later, it sorts after', () => {
    const allSet = () => 'ffffffff-ffff-4fff-bfff-ffffffffffff';
    const noneSet = () => '00000000-0000-4000-8000-000000000000';
    expect(newJobId(1001, noneSet) > newJobId(1000, allSet)).toBe(true);
  });

  test('when a thousand are made in one millisecond, no two are the same', () => {
    const now = Date.UTC(2026, 0, 1);
    const made = new Set(Array.from({ length: 1000 }, () => newJobId(now)));
    expect(made.size).toBe(1000);
  });
});
