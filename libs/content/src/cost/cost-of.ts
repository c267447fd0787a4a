import type { TokenUsage } from '../ports/text-model.ts';
import type { ModelPrices } from './model-prices.ts';

/** What a call costs, in US dollars, not rounded. What came from the provider's cache has a price of its own. */
export function costOf(
  prices: ModelPrices,
  { inputTokens, cachedInputTokens, outputTokens }: Omit<TokenUsage, 'thinkingTokens'>,
): number {
  const { aboveTokens } = prices;
  // A long prompt makes the whole call dearer, the answer included.
  const rates = aboveTokens && inputTokens > aboveTokens.inputTokens ? aboveTokens : prices;
  const cached = Math.min(cachedInputTokens, inputTokens);
  const millionths =
    (inputTokens - cached) * rates.inputUsdPerMillion +
    cached * rates.cachedInputUsdPerMillion +
    outputTokens * rates.outputUsdPerMillion;
  return millionths / 1_000_000;
}
