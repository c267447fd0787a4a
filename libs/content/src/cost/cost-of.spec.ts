import { describe, expect, test } from '@jest/globals';

import { costOf } from './cost-of.ts';
import { freePrices, type ModelPrices } from './model-prices.ts';

const flat: ModelPrices = { inputUsdPerMillion: 2, cachedInputUsdPerMillion: 0.2, outputUsdPerMillion: 12 };
const tiered: ModelPrices = {
  ...flat,
  aboveTokens: {
    inputTokens: 200_000,
    inputUsdPerMillion: 4,
    cachedInputUsdPerMillion: 0.4,
    outputUsdPerMillion: 18,
  },
};

describe('costOf', () => {
  test('when nothing was cached, input and output have their prices', () => {
    const usage = { inputTokens: 1_000_000, cachedInputTokens: 0, outputTokens: 500_000 };
    expect(costOf(flat, usage)).toBe(2 + 6);
  });

  test('when a part of the input came from the cache, that part is cheaper', () => {
    const usage = { inputTokens: 1_000_000, cachedInputTokens: 750_000, outputTokens: 0 };
    expect(costOf(flat, usage)).toBeCloseTo(0.5 + 0.15, 12);
  });

  test('when the prompt has as many tokens as the threshold, the lower prices hold', () => {
    const usage = { inputTokens: 200_000, cachedInputTokens: 0, outputTokens: 100_000 };
    expect(costOf(tiered, usage)).toBeCloseTo(0.4 + 1.2, 12);
  });

  test('when the prompt passes the threshold, all of the call is dearer', () => {
    const usage = { inputTokens: 200_001, cachedInputTokens: 200_000, outputTokens: 100_000 };
    expect(costOf(tiered, usage)).toBeCloseTo(0.000004 + 0.08 + 1.8, 12);
  });

  test('when a provider counts more cached tokens than input, no cost is below that of the cached ones', () => {
    const usage = { inputTokens: 1_000_000, cachedInputTokens: 5_000_000, outputTokens: 0 };
    expect(costOf(flat, usage)).toBeCloseTo(0.2, 12);
  });

  test('when a call costs less than a billionth, it is not rounded away', () => {
    const cheap = { ...flat, inputUsdPerMillion: 0.0001 };
    expect(costOf(cheap, { inputTokens: 1, cachedInputTokens: 0, outputTokens: 0 })).toBeCloseTo(1e-10, 20);
  });

  test('when the server is one’s own, nothing costs anything', () => {
    const usage = { inputTokens: 1_000_000, cachedInputTokens: 1000, outputTokens: 500_000 };
    expect(costOf(freePrices, usage)).toBe(0);
  });
});
