import type { FinishReason, ModelCall, TextModel } from '../ports/text-model.ts';
import { type Fetch, fetchWithoutRedirects } from './ai-sdk/ai-sdk-fetch.ts';
import { generateOnce, type SdkAnswer } from './ai-sdk/ai-sdk-generate.ts';
import { checkedKey } from './ai-sdk/ai-sdk-key.ts';
import { usageOf } from './ai-sdk/ai-sdk-usage.ts';
import { separateAnswer } from './openai-compatible-answer.ts';

export interface OpenAiCompatibleTextModelOptions {
  /** For example `http://localhost:11434/v1`, which is Ollama's. */
  baseUrl: string;
  model: string;
  /** @default none, as for servers on one's own machine */
  apiKey?: string | undefined;
  /** Tokens that prompt and answer may have together. No server says it, and some cut what is longer without a word. */
  contextTokens: number;
  /** Tokens of an answer at most. @default 8192 */
  maxOutputTokens?: number | undefined;
  /** Whether the server enforces a JSON schema. If not, the schema stands at the end of the prompt. @default true */
  structuredOutputs?: boolean | undefined;
  /** @default the global one */
  fetch?: Fetch | undefined;
}

/**
 * A model behind an API like OpenAI's chat completions: Ollama, vLLM, LM Studio, llama.cpp, and hosted ones.
 * @throws ContentError `credentials-invalid` for a key that can't be one; TypeError if `baseUrl` is no address
 */
export function createOpenAiCompatibleTextModel(options: OpenAiCompatibleTextModelOptions): TextModel {
  const { baseUrl, model, contextTokens, maxOutputTokens = 8192, structuredOutputs = true } = options;
  const apiKey = options.apiKey === undefined ? undefined : checkedKey(options.apiKey);
  const fetch = fetchWithoutRedirects(options.fetch);
  const provider = new URL(baseUrl).host;

  async function loadModel() {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    const sdk = createOpenAICompatible({
      ...{ name: 'compatible', baseURL: baseUrl, fetch, supportsStructuredOutputs: structuredOutputs },
      ...(apiKey !== undefined && { apiKey }),
    });
    return sdk(model);
  }

  return {
    ...{ provider, model, contextTokens, maxOutputTokens },
    async generate(call) {
      const userMessage = messageOf(call, structuredOutputs);
      const answer = await generateOnce({
        ...{ call, loadModel, userMessage, provider, secrets: apiKey === undefined ? [] : [apiKey] },
        maxOutputTokens: Math.min(call.maxOutputTokens, maxOutputTokens),
      });
      const { text, thinking } = separateAnswer(answer.text);
      const size = {
        promptCharacters: call.prompt.rules.length + userMessage.length,
        answerCharacters: text.length,
        thinkingCharacters: thinking.length + answer.reasoningText.length,
      };
      return { text, finish: finishOf(answer), usage: usageOf(answer.usage, size) };
    },
  };
}

function messageOf({ prompt, schema }: ModelCall, structuredOutputs: boolean): string {
  const message = `${prompt.shared}\n\n${prompt.task}`;
  if (structuredOutputs) return message;
  return `${message}\n\nAnswer with one JSON object that fits this JSON Schema:\n${JSON.stringify(schema)}`;
}

/** The SDK's reasons. A model that refuses to answer counts among those that were filtered. */
const finishReasons: Partial<Record<string, FinishReason>> = {
  stop: 'stop',
  length: 'max-tokens',
  'content-filter': 'safety',
};
/** How servers say `stop` that took their words from elsewhere: Hugging Face's TGI, Anthropic's API behind gateways. */
const otherStops = new Set(['eos', 'eos_token', 'stop_sequence', 'end_turn']);

const finishOf = ({ finish }: SdkAnswer): FinishReason =>
  otherStops.has(finish.raw ?? '') ? 'stop' : (finishReasons[finish.unified] ?? 'other');
