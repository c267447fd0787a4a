import { describe, expect, test } from '@jest/globals';

import { asKnownTo } from './ledger.ts';

describe('asKnownTo', () => {
  test('when the lease still holds under which a run began, it is running', () => {
    expect(asKnownTo(7, { outcome: 'running', token: 7 })).toBe('running');
  });

  test.each([
    ['another lease holds', 8],
    ['no lease holds', undefined],
  ])('when %s, a run that nobody closed is in doubt', (_, heldToken) => {
    expect(asKnownTo(heldToken, { outcome: 'running', token: 7 })).toBe('in-doubt');
  });

  test.each(['completed', 'failed', 'interrupted'] as const)(
    'when a run was closed as %s, it stays so whoever holds the job',
    (outcome) => {
      expect(asKnownTo(8, { outcome, token: 7 })).toBe(outcome);
    },
  );
});
