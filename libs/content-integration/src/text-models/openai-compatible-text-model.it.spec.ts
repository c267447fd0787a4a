import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import {
  createOpenAiCompatibleTextModel,
  type OpenAiCompatibleTextModelOptions,
} from '@la-factoria/content/models';
import { buildContractCall } from '@la-factoria/content/testing';
import nock from 'nock';

import { readExchange } from './read-exchange.ts';

// The network is off below nock, too: it lets this machine's addresses pass, and nothing listens there.
const host = 'http://127.0.0.1:11434';

interface SentBody {
  messages?: { role: string; content: string }[];
  response_format?: object;
  max_tokens?: number;
}

/** One exchange with a server: what was sent, and what came of what was answered. */
async function exchange(
  { status = 200, body }: { status?: number; body: string },
  options: Partial<OpenAiCompatibleTextModelOptions> = {},
) {
  const sent: { authorization: string | null; body: SentBody }[] = [];
  nock(host)
    .post('/v1/chat/completions')
    .reply(status, body, { 'content-type': 'application/json' })
    .on('request', ({ headers }: Request, _: unknown, json: string) => {
      sent.push({ authorization: headers.get('authorization'), body: JSON.parse(json) });
    });
  const model = createOpenAiCompatibleTextModel({
    ...{ baseUrl: `${host}/v1`, model: 'qwen3:8b', contextTokens: 32_768 },
    ...options,
  });
  const [outcome] = await Promise.allSettled([model.generate(buildContractCall())]);
  return { model, sent, outcome };
}

const ollamaAnswer = { body: readExchange('openai-ollama-answer') };

afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

describe('createOpenAiCompatibleTextModel on the wire', () => {
  test('when it asks, rules and one plain message are sent, with the schema', async () => {
    const { sent } = await exchange(ollamaAnswer);
    const { prompt, schema } = buildContractCall();
    expect(sent.map(({ body }) => body)).toEqual([
      {
        model: 'qwen3:8b',
        max_tokens: 1000,
        messages: [
          { role: 'system', content: prompt.rules },
          { role: 'user', content: `${prompt.shared}\n\n${prompt.task}` },
        ],
        response_format: { type: 'json_schema', json_schema: { name: 'response', schema, strict: true } },
      },
    ]);
  });

  test('when the server knows no schemas, the schema stands at the end of the message', async () => {
    const { sent } = await exchange(ollamaAnswer, { structuredOutputs: false });
    const { prompt, schema } = buildContractCall();
    expect(sent.map(({ body }) => [body.response_format, body.messages?.[1]?.content])).toEqual([
      [
        { type: 'json_object' },
        `${prompt.shared}\n\n${prompt.task}\n\nAnswer with one JSON object that fits this JSON Schema:\n${JSON.stringify(schema)}`,
      ],
    ]);
  });

  test('F23 when there is a key, it is sent as a bearer token', async () => {
    const { sent } = await exchange(ollamaAnswer, { apiKey: 'sk-123' });
    expect(sent.map(({ authorization }) => authorization)).toEqual(['Bearer sk-123']);
  });

  test('when there is no key, none is sent', async () => {
    const { sent } = await exchange(ollamaAnswer);
    expect(sent.map(({ authorization }) => authorization)).toEqual([null]);
  });

  test('when it is made, it is named after its host, and writes up to 8192 tokens', async () => {
    const { model } = await exchange(ollamaAnswer);
    expect(model).toMatchObject({
      ...{
        provider: '127.0.0.1:11434',
        model: 'qwen3:8b',
        contextTokens: 32_768,
        maxOutputTokens: 8192,
      },
    });
  });

  test('when a call wants more tokens than the model may write, it is held to the limit', async () => {
    const { sent } = await exchange(ollamaAnswer, { maxOutputTokens: 600 });
    expect(sent.map(({ body }) => body.max_tokens)).toEqual([600]);
  });

  test.each([
    ['openai-ollama-answer', '{"title":"A Garden in Spring"}', 'stop', [52, 0, 11, 0]],
    ['openai-vllm-reasoning', '{"title":"A Garden"}', 'stop', [52, 0, 31, 6]],
    ['openai-think-tags', '{"title":"A Garden"}', 'stop', [52, 0, 40, 9]],
    ['openai-think-cut-off', '', 'max-tokens', [52, 0, 1000, 8]],
    ['openai-cached', '{"title":"A Garden"}', 'stop', [5210, 4096, 121, 110]],
    ['openai-refusal', "I'm sorry, I cannot help with that.", 'safety', [52, 0, 11, 0]],
    ['openai-content-filter', '', 'safety', [52, 0, 0, 0]],
    ['openai-tgi-answer', '{"title":"A Garden"}', 'stop', [40, 0, 5, 0]],
  ])(
    'F11 when a server answers as in %s, the text is %j, the reason %s and the tokens %j',
    async (name, text, finish, tokens) => {
      const { outcome } = await exchange({ body: readExchange(name) });
      const [inputTokens, cachedInputTokens, outputTokens, thinkingTokens] = tokens;
      expect(outcome).toEqual({
        status: 'fulfilled',
        value: { text, finish, usage: { inputTokens, cachedInputTokens, outputTokens, thinkingTokens } },
      });
    },
  );

  test.each([
    [429, 'openai-rate-limited', { code: 'rate-limited', isRetryable: true }],
    [401, 'openai-key-invalid', { code: 'credentials-invalid', isRetryable: false }],
    [404, 'openai-ollama-model-unknown', { code: 'provider-rejected', isRetryable: false }],
    [400, 'openai-vllm-too-long', { code: 'provider-rejected', isRetryable: false }],
    [200, 'openai-no-choices', { code: 'provider-unavailable', isRetryable: true, mayBeBilled: true }],
    [200, 'openai-error-in-success', { code: 'provider-unavailable', isRetryable: true, mayBeBilled: true }],
  ])('F10 when a server answers %i as in %s, it ends with %j', async (status, name, error) => {
    const { outcome } = await exchange({ status, body: readExchange(name) });
    expect(outcome).toMatchObject({ status: 'rejected', reason: error });
  });

  test.each([
    [404, 'openai-ollama-model-unknown', 'model "qwen9" not found'],
    [400, 'openai-vllm-too-long', 'maximum context length is 32768 tokens'],
  ])('when a server answers %i as in %s, its words are in the message', async (status, name, words) => {
    const { outcome } = await exchange({ status, body: readExchange(name) });
    expect(outcome).toMatchObject({ reason: { message: expect.stringContaining(words) } });
  });
});
