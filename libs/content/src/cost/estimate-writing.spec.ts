import { describe, expect, test } from '@jest/globals';

import { costOf } from './cost-of.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { estimateCalls, type PlannedCall } from './estimate-writing.ts';
import type { ModelPrices } from './model-prices.ts';

const prices: ModelPrices = { inputUsdPerMillion: 2, cachedInputUsdPerMillion: 0.2, outputUsdPerMillion: 12 };
const prompt = { rules: 'Write plainly.', shared: 'Water boils. '.repeat(200), task: 'Write an outline.' };
const calls: PlannedCall[] = [
  { purpose: 'outline', prompt, expectedOutputTokens: 900 },
  { purpose: 'faqs', prompt: { ...prompt, task: 'Write ten questions.' }, expectedOutputTokens: 1500 },
];
const before = estimateTokens(prompt.rules) + estimateTokens(prompt.shared);

describe('estimateCalls', () => {
  test('when calls are planned, each has the tokens of its prompt and of its expected answer', () => {
    const { byCall } = estimateCalls(calls, prices);
    expect(byCall).toMatchObject([
      { purpose: 'outline', calls: 1, outputTokens: 900, cachedInputTokens: 0 },
      { purpose: 'faqs', calls: 1, outputTokens: 1500, cachedInputTokens: 0 },
    ]);
    expect(byCall.map(({ inputTokens }) => inputTokens)).toEqual([
      before + estimateTokens('Write an outline.') + 2,
      before + estimateTokens('Write ten questions.') + 2,
    ]);
  });

  test('when calls are planned, the total is the sum of all and costs what its calls cost', () => {
    const { byCall, ...total } = estimateCalls(calls, prices);
    const [outline, faqs] = byCall;
    expect(total).toEqual({
      calls: 2,
      inputTokens: (outline?.inputTokens ?? 0) + (faqs?.inputTokens ?? 0),
      cachedInputTokens: 0,
      outputTokens: 2400,
      costUsd: byCall.map((usage) => costOf(prices, usage)).reduce((sum, cost) => sum + cost),
    });
  });

  test('when a share is taken for cached, it is that of the common part, from the second call on', () => {
    const plain = estimateCalls(calls, prices);
    const cached = estimateCalls(calls, prices, { cachedShare: 0.5 });
    expect(cached.byCall.map(({ cachedInputTokens }) => cachedInputTokens)).toEqual([
      0,
      Math.round(before / 2),
    ]);
    expect(plain.costUsd - cached.costUsd).toBeCloseTo((Math.round(before / 2) * 1.8) / 1e6, 12);
  });

  test('when a long prompt passes a threshold of the prices, only its call is dearer', () => {
    const dear = { inputUsdPerMillion: 4, cachedInputUsdPerMillion: 0.4, outputUsdPerMillion: 18 };
    const tiered = { ...prices, aboveTokens: { ...dear, inputTokens: before } };
    const [short, long] = [
      { purpose: 'notes' as const, prompt: { rules: '', shared: '', task: 'Hi' }, expectedOutputTokens: 100 },
      { purpose: 'faqs' as const, prompt, expectedOutputTokens: 100 },
    ];
    const { byCall } = estimateCalls([short, long], tiered);
    expect(byCall[0]?.costUsd).toBe(costOf(prices, byCall[0] ?? emptyUsage));
    expect(byCall[1]?.costUsd).toBe(costOf(dear, byCall[1] ?? emptyUsage));
  });

  test('when nothing is planned, nothing is used', () => {
    expect(estimateCalls([], prices)).toEqual({ ...emptyUsage, calls: 0, costUsd: 0, byCall: [] });
  });
});

const emptyUsage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
