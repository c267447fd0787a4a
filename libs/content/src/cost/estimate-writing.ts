import type { CallPurpose, Prompt } from '../ports/text-model.ts';
import { costOf } from './cost-of.ts';
import { estimateTokens } from './estimate-tokens.ts';
import type { ModelPrices } from './model-prices.ts';

/** A call that is yet to be made. Its schema is left out: Google's developer API didn't count it in 34 of 35 recordings. */
export interface PlannedCall {
  purpose: CallPurpose;
  prompt: Prompt;
  expectedOutputTokens: number;
}

export interface EstimatedUsage {
  calls: number;
  inputTokens: number;
  /** Of the input tokens. */
  cachedInputTokens: number;
  outputTokens: number;
  costUsd: number;
}

export interface Estimate extends EstimatedUsage {
  byCall: (EstimatedUsage & { purpose: CallPurpose })[];
}

export interface EstimateOptions {
  /** 0–1: how much of what stands before the task the provider has cached from the second call on. @default 0 */
  cachedShare?: number;
}

/** Tokens with which Gemini marks turns and roles, in its recorded calls. */
const turnTokens = 2;

/** What calls will use and cost, if all are answered at the first try. */
export function estimateCalls(
  calls: PlannedCall[],
  prices: ModelPrices,
  { cachedShare = 0 }: EstimateOptions = {},
): Estimate {
  const count = memoised(estimateTokens);
  const byCall = calls.map(({ purpose, prompt, expectedOutputTokens }, index) => {
    const before = count(prompt.rules) + count(prompt.shared);
    const usage = {
      inputTokens: before + count(prompt.task) + turnTokens,
      cachedInputTokens: index === 0 ? 0 : Math.round(before * cachedShare),
      outputTokens: expectedOutputTokens,
    };
    return { purpose, calls: 1, ...usage, costUsd: costOf(prices, usage) };
  });
  const sum = (value: (usage: EstimatedUsage) => number) =>
    byCall.reduce((total, usage) => total + value(usage), 0);
  return {
    calls: byCall.length,
    inputTokens: sum((usage) => usage.inputTokens),
    cachedInputTokens: sum((usage) => usage.cachedInputTokens),
    outputTokens: sum((usage) => usage.outputTokens),
    costUsd: sum((usage) => usage.costUsd),
    byCall,
  };
}

/** All calls of a job share the source, which may have a megabyte. */
function memoised(count: (text: string) => number): (text: string) => number {
  const counts = new Map<string, number>();
  return (text) => {
    const known = counts.get(text) ?? count(text);
    counts.set(text, known);
    return known;
  };
}
