import { describe, expect, test } from '@jest/globals';

import { EntriesUnderWay, isOvertaken } from './entries-under-way.ts';

describe('an entry under way', () => {
  test.each<[string, (entries: EntriesUnderWay) => void, boolean]>([
    ['nothing is told', () => {}, false],
    ['it is told itself', (entries) => entries.tellStored('key', 'own'), false],
    ['another is told', (entries) => entries.tellStored('key', 'other'), true],
    ['one of another key is told', (entries) => entries.tellStored('key2', 'other'), false],
    ['its key is gone', (entries) => entries.tellGone((key) => key === 'key'), true],
    ['another key is gone', (entries) => entries.tellGone((key) => key === 'key2'), false],
    ['changes may have been missed', (entries) => entries.tellUnsure(), true],
    [
      'its key is gone and it is told after that',
      (entries) => {
        entries.tellGone(() => true);
        entries.tellStored('key', 'own');
      },
      false,
    ],
    [
      'it is told and its key is gone after that',
      (entries) => {
        entries.tellStored('key', 'own');
        entries.tellGone(() => true);
      },
      true,
    ],
  ])('when %s, it is overtaken or not', (_what, tell, expected) => {
    const entries = new EntriesUnderWay();
    const entry = entries.begin('key');
    tell(entries);
    expect(isOvertaken(entry, 'own')).toBe(expected);
  });

  test('when it set out after the change, or has arrived before it, it is not overtaken', () => {
    const entries = new EntriesUnderWay();
    const arrived = entries.begin('key');
    entries.end(arrived);
    entries.tellGone(() => true);
    expect([arrived, entries.begin('key')].map((entry) => isOvertaken(entry, 'own'))).toEqual([false, false]);
  });
});
