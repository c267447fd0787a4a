import type { ModelCall, Prompt, TokenUsage } from '../ports/text-model.ts';
import { mostTokens } from './estimate-tokens.ts';

/** Tokens with which a provider marks turns and roles: 1 to 3 in recordings of Gemini. */
const turnTokens = 16;

/**
 * The most that a call can use: the prompt by the upper bound of its tokens, none of it cached, and an answer up to its
 * limit. The schema is counted too: Google's developer API doesn't, but Vertex AI does and other servers may.
 */
export function mostUsageOf(call: Pick<ModelCall, 'prompt' | 'schema' | 'maxOutputTokens'>): TokenUsage {
  return {
    inputTokens: turnTokens + mostPromptTokens(call.prompt) + mostTokens(JSON.stringify(call.schema)),
    cachedInputTokens: 0,
    outputTokens: call.maxOutputTokens,
    thinkingTokens: 0,
  };
}

const mostPromptTokens = ({ rules, shared, task }: Prompt) =>
  mostTokens(rules) + mostTokens(shared) + mostTokens(task);
