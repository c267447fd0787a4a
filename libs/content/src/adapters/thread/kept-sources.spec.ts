import { describe, expect, test } from '@jest/globals';

import { createKeptSources } from './kept-sources.ts';

const sent = (name: string, length = 100) => ({
  text: `${name} ${'and the sea rises '.repeat(length)}`.slice(0, length),
  title: 'Tides',
  language: 'en',
});

describe('kept sources', () => {
  test('when a source comes again, it is the same object, and another language makes another', () => {
    const keep = createKeptSources({ maxSources: 2, maxCharacters: 1000 });
    const first = keep(sent('a'));

    expect(keep(sent('a'))).toBe(first);
    expect(keep({ ...sent('a'), language: 'de' })).not.toBe(first);
  });

  test('when there are too many, the one that was used longest ago goes', () => {
    const keep = createKeptSources({ maxSources: 2, maxCharacters: 10_000 });
    const [first, second] = [keep(sent('a')), keep(sent('b'))];
    keep(sent('a'));
    keep(sent('c'));

    expect(keep(sent('a'))).toBe(first);
    expect(keep(sent('b'))).not.toBe(second);
  });

  test('when they are too long together, as many go as make room, and the last one stays', () => {
    const keep = createKeptSources({ maxSources: 9, maxCharacters: 800 });
    const [first, second] = [keep(sent('a', 300)), keep(sent('b', 300))];
    const long = keep(sent('c', 2000));

    expect(keep(sent('c', 2000))).toBe(long);
    expect(keep(sent('b', 300))).not.toBe(second);
    expect(keep(sent('a', 300))).not.toBe(first);
  });
});
