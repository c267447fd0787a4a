import { countTokens, cutAfterTokens } from './count-tokens.ts';
import type { GeminiCall, UsageMetadata } from './gemini-call.ts';
import type { PromptCache } from './prompt-cache.ts';
import type { AnswerReply } from './reply.ts';

/**
 * Cuts an answer off at the call's `maxOutputTokens`, thinking included, as Google does.
 * @param thinkingTokens of answers that don't say
 */
export function withinOutputLimit(
  reply: AnswerReply,
  { generationConfig }: GeminiCall,
  thinkingTokens: number,
) {
  const limit = Number(generationConfig['maxOutputTokens'] ?? Infinity);
  const thoughts = Math.min(reply.thinkingTokens ?? thinkingTokens, limit);
  const text = cutAfterTokens(reply.text, limit - thoughts);
  const isCut = text.length < reply.text.length;
  return { ...reply, text, thinkingTokens: thoughts, ...(isCut && { finishReason: 'MAX_TOKENS' }) };
}

/** What the call is charged for: counts that are 0 are left out, as Google leaves them out. */
export function countUsage(
  call: Pick<GeminiCall, 'model' | 'system' | 'prompt'>,
  { text, thinkingTokens = 0 }: AnswerReply,
  cache: PromptCache,
): UsageMetadata {
  const full = `${call.system}\n${call.prompt}`;
  const promptTokenCount = countTokens(full);
  const cachedTokens = cache.cachedTokens(call.model, full);
  const candidatesTokenCount = countTokens(text);
  return {
    promptTokenCount,
    candidatesTokenCount,
    totalTokenCount: promptTokenCount + candidatesTokenCount + thinkingTokens,
    ...(cachedTokens > 0 && { cachedContentTokenCount: Math.min(cachedTokens, promptTokenCount) }),
    ...(thinkingTokens > 0 && { thoughtsTokenCount: thinkingTokens }),
  };
}
