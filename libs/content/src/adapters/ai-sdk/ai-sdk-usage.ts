import type { LanguageModelUsage } from 'ai';

import type { TokenUsage } from '../../ports/text-model.ts';

/** What a token has in ordinary English text, by OpenAI's and Google's own rule of thumb. */
const charactersPerToken = 4;

/** What the call consists of, in characters: the ground of an estimate. */
export interface CallSize {
  promptCharacters: number;
  answerCharacters: number;
  thinkingCharacters: number;
}

/**
 * What the provider counted. Small servers leave counts out: no prompt and no answer has 0 tokens, so that 0 means "not
 * counted", and characters / 4 stands in. Thinking that was seen but not counted is a part of the output at most.
 */
export function usageOf(counted: LanguageModelUsage, size: CallSize): TokenUsage {
  const written = size.answerCharacters + size.thinkingCharacters;
  const outputTokens = counted.outputTokens || estimate(written);
  return {
    inputTokens: counted.inputTokens || estimate(size.promptCharacters),
    cachedInputTokens: counted.inputTokenDetails.cacheReadTokens ?? 0,
    outputTokens,
    thinkingTokens:
      counted.outputTokenDetails.reasoningTokens || Math.min(outputTokens, estimate(size.thinkingCharacters)),
  };
}

const estimate = (characters: number) => Math.ceil(characters / charactersPerToken);
