import { describe, expect, test } from '@jest/globals';

import { retryAfterSeconds } from './ai-sdk-retry-after.ts';

const now = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT');

describe('retryAfterSeconds', () => {
  test.each([
    ['seconds', 7, { 'retry-after': '7' }],
    ['part of a second', 0.5, { 'retry-after': '0.5' }],
    ['a date', 30, { 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT' }],
    ['a date in the past', 0, { 'retry-after': 'Wed, 21 Oct 2026 07:27:00 GMT' }],
    ['milliseconds', 1.5, { 'retry-after-ms': '1500' }],
    ['words', undefined, { 'retry-after': 'soon' }],
    ['a negative number', undefined, { 'retry-after': '-5' }],
    ['nothing', undefined, {}],
  ])('F10 when the header says %s, it is %j in seconds', (_, seconds, headers) => {
    expect(retryAfterSeconds({ headers, now })).toBe(seconds);
  });

  test("when the provider's clock is an hour ahead, a date is compared with the date of its own answer", () => {
    const headers = { 'retry-after': 'Wed, 21 Oct 2026 08:28:20 GMT', date: 'Wed, 21 Oct 2026 08:28:00 GMT' };
    expect(retryAfterSeconds({ headers, now })).toBe(20);
  });

  test.each([
    ['58s', 58],
    ['0.5s', 0.5],
    ['58', undefined],
    ['1m', undefined],
  ])('F10 when the body says %s, it is %j in seconds', (retryDelay, seconds) => {
    expect(retryAfterSeconds({ headers: {}, retryDelay, now })).toBe(seconds);
  });

  test.each([
    ['2', '58s', 58],
    ['90', '58s', 90],
  ])('F10 when the header says %s and the body %s, the longer counts', (retryAfter, retryDelay, seconds) => {
    expect(retryAfterSeconds({ headers: { 'retry-after': retryAfter }, retryDelay, now })).toBe(seconds);
  });
});
