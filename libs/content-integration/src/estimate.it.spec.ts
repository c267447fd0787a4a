import { describe, expect, test } from '@jest/globals';
import { estimateTokens } from '@la-factoria/content/models';

import { readFixture } from './fixture.ts';

/** Tokens of the fixtures, by the tokenizer of Gemma 3, which counts as Gemini does. */
const counted: [fixture: string, tokens: number][] = [
  ['force-notes', 338],
  ['injection', 358],
  ['plant-cells', 1181],
  ['printing-notes', 575],
  ['sorting', 367],
  ['wetter', 537],
];

describe('the estimate of tokens', () => {
  test.each(counted)('when the source is %s, it is within 15 %% of the real count', (fixture, tokens) => {
    expect(Math.abs(estimateTokens(readFixture(fixture)) / tokens - 1)).toBeLessThan(0.15);
  });

  test('when sources are taken together, it is within 8 %', () => {
    const estimated = counted.reduce((sum, [fixture]) => sum + estimateTokens(readFixture(fixture)), 0);
    const real = counted.reduce((sum, [, tokens]) => sum + tokens, 0);
    expect(Math.abs(estimated / real - 1)).toBeLessThan(0.08);
  });
});
