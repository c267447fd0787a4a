import { createGeminiTextModel, createOpenAiCompatibleTextModel } from '@la-factoria/content/models';
import { describeTextModelContract } from '@la-factoria/content/testing';

import { openTextModel, type WireForm } from './open-text-model.ts';

const gemini: WireForm = {
  answer({ text, finish = 'stop', usage }) {
    const finishReason = { stop: 'STOP', 'max-tokens': 'MAX_TOKENS', safety: 'SAFETY' }[finish];
    const content = { role: 'model', ...(text !== '' && { parts: [{ text }] }) };
    return {
      candidates: [{ content, finishReason, index: 0 }],
      ...(usage && {
        usageMetadata: {
          promptTokenCount: usage.inputTokens,
          cachedContentTokenCount: usage.cachedInputTokens,
          candidatesTokenCount: usage.outputTokens - usage.thinkingTokens,
          thoughtsTokenCount: usage.thinkingTokens,
          totalTokenCount: usage.inputTokens + usage.outputTokens,
        },
      }),
    };
  },
  error: ({ status, message }) => ({ error: { code: status, message, status: 'SOME_STATUS' } }),
};

const openAi: WireForm = {
  answer({ text, finish = 'stop', usage }) {
    const reason = { stop: 'stop', 'max-tokens': 'length', safety: 'content_filter' }[finish];
    return {
      ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1_790_000_000, model: 'small' },
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: reason }],
      ...(usage && {
        usage: {
          prompt_tokens: usage.inputTokens,
          completion_tokens: usage.outputTokens,
          total_tokens: usage.inputTokens + usage.outputTokens,
          prompt_tokens_details: { cached_tokens: usage.cachedInputTokens },
          completion_tokens_details: { reasoning_tokens: usage.thinkingTokens },
        },
      }),
    };
  },
  error: ({ message }) => ({ error: { message, type: 'some_error', code: null } }),
};

describeTextModelContract('Gemini', () =>
  openTextModel(gemini, (url, apiKey) => createGeminiTextModel({ apiKey, baseUrl: `${url}/v1beta` })),
);

describeTextModelContract('OpenAI-compatible', () =>
  openTextModel(openAi, (url, apiKey) =>
    createOpenAiCompatibleTextModel({
      ...{ apiKey, baseUrl: `${url}/v1`, model: 'small', contextTokens: 32_768 },
    }),
  ),
);
