import { ContentError } from '../errors.ts';
import type { ModelCall, TextModel, TokenUsage } from '../ports/text-model.ts';
import { CallsSuspendedError } from './calls-suspended-error.ts';
import type { Pacer } from './create-pacer.ts';
import { decorateModel } from './decorate-model.ts';

export interface TokenCounting {
  /**
   * Whether the limit of tokens a minute is on the answers too. Gemini's is on the input alone
   * (https://ai.google.dev/gemini-api/docs/rate-limits). @default true
   */
  countsOutput?: boolean | undefined;
  /** What a call will use, before it is made. @default a quarter of the prompt's characters and, if it counts, a likely answer */
  estimateTokens?: ((call: ModelCall) => number) | undefined;
}

/** Of English text, as Gemini's documentation has it (https://ai.google.dev/gemini-api/docs/tokens). */
const charactersPerToken = 4;

/**
 * Makes each call wait until the pacer lets it go, and tells the pacer what the call used. A `rate-limited` error that
 * says how long to wait pauses the provider for all: else each of the siblings would run into the same 429.
 */
export function withPacing(model: TextModel, pacer: Pacer, counting: TokenCounting = {}): TextModel {
  const { countsOutput = true } = counting;
  const {
    estimateTokens = ({ prompt, maxOutputTokens, likelyOutputTokens = maxOutputTokens }) =>
      Math.ceil((prompt.rules.length + prompt.shared.length + prompt.task.length) / charactersPerToken) +
      (countsOutput ? likelyOutputTokens : 0),
  } = counting;
  const used = ({ inputTokens, outputTokens }: TokenUsage) => inputTokens + (countsOutput ? outputTokens : 0);

  return decorateModel(model, async (call) => {
    const turn = await pacer.enter(estimateTokens(call), call.signal);
    try {
      const answer = await model.generate(call);
      turn.correct(used(answer.usage));
      return answer;
    } catch (error) {
      // What failed at the provider may have been counted there: its estimate stays.
      if (error instanceof CallsSuspendedError) turn.withdraw();
      else if (error instanceof ContentError && error.code === 'rate-limited') {
        pacer.pause(error.retryAfterSeconds ?? 0);
      }
      throw error;
    } finally {
      turn.end();
    }
  });
}
