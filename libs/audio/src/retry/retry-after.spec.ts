import { describe, expect, test } from '@jest/globals';

import { retryAfterSeconds } from './retry-after.ts';

const now = new Date('2026-11-23T12:00:00Z');

describe('Retry-After', () => {
  test.each([
    ['7', 7],
    [' 0 ', 0],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30],
    ['Mon, 23 Nov 2026 11:59:00 GMT', 0],
    ['soon', undefined],
    ['-5', 0],
    ['1.5', undefined],
    ['2027-01-01', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('when it is %j, it asks for %p seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});
