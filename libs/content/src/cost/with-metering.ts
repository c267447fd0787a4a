import { ContentError } from '../errors.ts';
import { decorateModel } from '../limits/decorate-model.ts';
import type { ModelCall, Prompt, TextModel, TokenUsage } from '../ports/text-model.ts';
import { costOf } from './cost-of.ts';
import type { ModelPrices } from './model-prices.ts';
import { mostUsageOf } from './most-usage-of.ts';

/**
 * The model, with what each call costs: sets aside in `call.budget` the most that the call can cost, gives back what it
 * did not, and tells `call.onUsage`.
 * @throws ContentError `cost-limit-reached` before the call that would pass the budget's limit
 */
export function withMetering(model: TextModel, { prices }: { prices: ModelPrices }): TextModel {
  return decorateModel(model, async (call) => {
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
