import { ContentError } from '../errors.ts';
import { decorateModel } from '../limits/decorate-model.ts';
import type { ModelCall, Prompt, TextModel, TokenUsage } from '../ports/text-model.ts';
import { costOf } from './cost-of.ts';
import type { ModelPrices } from './model-prices.ts';
import { mostUsageOf } from './most-usage-of.ts';

/**
 * The model, with what each call costs: sets aside in `call.budget` the most that the call can cost, gives back what it
 * did not, and tells `call.onUsage`. Under a budget an answer is cut off at twice `likelyOutputTokens`.
 * @throws ContentError `cost-limit-reached` before the call that would pass the budget's limit
 */
export function withMetering(model: TextModel, { prices }: { prices: ModelPrices }): TextModel {
  return decorateModel(model, async (asked) => {
    const call = asked.budget ? withinReason(asked) : asked;
    const reservation =
      call.budget && (await call.budget.reserve(costOf(prices, mostUsageOf(call)), call.signal));
    const account = (usage: TokenUsage) => {
      const costUsd = costOf(prices, usage);
      reservation?.settle(costUsd);
      report(call, { ...usage, model: model.model, costUsd });
    };
    try {
      const answer = await model.generate(call);
      account(answer.usage);
      return answer;
    } catch (error) {
      // A call that broke off after it was sent may be billed up to its limit, and nobody says how much. A limit that is
      // a promise must count with all of it; the report says the same, so that it adds up to what the budget has spent.
      if (error instanceof ContentError && error.mayBeBilled) account(mostUsageOf(call));
      else reservation?.settle(0);
      throw error;
    }
  });
}

/** Room for a good answer that is longer than most. */
const roomFactor = 2;

/**
 * Under a budget the longest answer that a schema allows would be set aside for each call, many times what it will cost, and
 * refuse calls that there is money for. So an answer may be twice as long as a good one is: that is what can be paid for.
 */
const withinReason = (call: ModelCall): ModelCall => {
  const { maxOutputTokens, likelyOutputTokens = maxOutputTokens } = call;
  return { ...call, maxOutputTokens: Math.min(maxOutputTokens, roomFactor * likelyOutputTokens) };
};

function report(call: ModelCall, usage: TokenUsage & { model: string; costUsd: number }): void {
  const sharedPrefixShare = sharedShareOf(call.prompt);
  try {
    call.onUsage?.({ purpose: call.purpose, ...usage, sharedPrefixShare });
  } catch {
    // Whoever listens must not cost the caller an answer that is paid for.
  }
}

function sharedShareOf({ rules, shared, task }: Prompt): number {
  const before = rules.length + shared.length;
  return before === 0 ? 0 : before / (before + task.length);
}
