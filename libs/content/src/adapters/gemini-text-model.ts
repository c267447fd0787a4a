import type { FinishReason, TextModel } from '../ports/text-model.ts';
import { type Fetch, fetchWithoutRedirects } from './ai-sdk/ai-sdk-fetch.ts';
import { generateOnce, type SdkAnswer } from './ai-sdk/ai-sdk-generate.ts';
import { checkedKey } from './ai-sdk/ai-sdk-key.ts';
import { usageOf } from './ai-sdk/ai-sdk-usage.ts';
import { type ThinkingLevel, thinkingSettings } from './gemini-thinking.ts';

export interface GeminiTextModelOptions {
  apiKey: string;
  /** @default 'gemini-3.5-flash' */
  model?: string | undefined;
  /** @default 'https://generativelanguage.googleapis.com/v1beta' */
  baseUrl?: string | undefined;
  /** @default 'low': what is written rests on the source, so that there is little to find out */
  thinking?: ThinkingLevel | undefined;
  /** Tokens that prompt and answer may have together. @default 1 048 576, those of all current models */
  contextTokens?: number | undefined;
  /** Tokens of an answer at most, thinking included. @default 65 536, those of all current models */
  maxOutputTokens?: number | undefined;
  /** @default the global one */
  fetch?: Fetch | undefined;
}

/**
 * Google's Gemini, by its REST API.
 * @throws ContentError `credentials-invalid` for a key that can't be one
 */
export function createGeminiTextModel(options: GeminiTextModelOptions): TextModel {
  const { model = 'gemini-3.5-flash', thinking = 'low', baseUrl: baseURL } = options;
  const { contextTokens = 1_048_576, maxOutputTokens = 65_536 } = options;
  const apiKey = checkedKey(options.apiKey);
  const fetch = fetchWithoutRedirects(options.fetch);
  const provider = 'google';

  async function loadModel() {
    const { createGoogle } = await import('@ai-sdk/google');
    return createGoogle({ apiKey, fetch, ...(baseURL !== undefined && { baseURL }) })(model);
  }

  return {
    ...{ provider, model, contextTokens, maxOutputTokens },
    async generate(call) {
      const { rules, shared, task } = call.prompt;
      const userMessage = `${shared}\n\n${task}`;
      const limit = Math.min(call.maxOutputTokens, maxOutputTokens);
      const answer = await generateOnce({
        ...{ call, loadModel, userMessage, provider, secrets: [apiKey], maxOutputTokens: limit },
        settings: thinkingSettings(model, thinking, limit),
      });
      const size = {
        promptCharacters: rules.length + userMessage.length,
        answerCharacters: answer.text.length,
        thinkingCharacters: answer.reasoningText.length,
      };
      return { text: answer.text, finish: finishOf(answer), usage: usageOf(answer.usage, size) };
    },
  };
}

/** Google's reasons: https://ai.google.dev/api/generate-content#FinishReason. What is not here is `other`. */
const finishReasons: Partial<Record<string, FinishReason>> = {
  STOP: 'stop',
  MAX_TOKENS: 'max-tokens',
  SAFETY: 'safety',
  BLOCKLIST: 'safety',
  PROHIBITED_CONTENT: 'safety',
  SPII: 'safety',
  RECITATION: 'recitation',
};

function finishOf({ text, finish, providerMetadata }: SdkAnswer): FinishReason {
  // The reasons to block a prompt have the names of reasons to stop: what tells is where they stand.
  if (text === '' && isPromptBlocked(providerMetadata['google'])) return 'prompt-blocked';
  return finishReasons[finish.raw ?? ''] ?? 'other';
}

function isPromptBlocked(metadata: unknown): boolean {
  if (typeof metadata !== 'object' || metadata === null || !('promptFeedback' in metadata)) return false;
  const { promptFeedback } = metadata;
  if (typeof promptFeedback !== 'object' || promptFeedback === null) return false;
  return 'blockReason' in promptFeedback && typeof promptFeedback.blockReason === 'string';
}
