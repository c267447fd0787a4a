import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { createGeminiTextModel, type GeminiTextModelOptions } from '@la-factoria/content/models';
import { buildContractCall } from '@la-factoria/content/testing';
import nock from 'nock';

import { readExchange } from './read-exchange.ts';

// The network is off below nock, too: it lets this machine's addresses pass, and nothing listens there.
const host = 'http://127.0.0.1:11434';
const apiKey = 'AIza-0123456789';

interface SentBody {
  generationConfig?: { maxOutputTokens?: number; thinkingConfig?: object };
}

/** One exchange with Google: what was sent, and what came of what was answered. */
async function exchange(
  { status = 200, body, headers = {} }: { status?: number; body: string; headers?: Record<string, string> },
  options: Partial<GeminiTextModelOptions> = {},
) {
  const { model = 'gemini-3.5-flash' } = options;
  const sent: { url: string; key: string | null; body: SentBody }[] = [];
  nock(host)
    .post(`/v1beta/models/${model}:generateContent`)
    .reply(status, body, { 'content-type': 'application/json; charset=UTF-8', ...headers })
    .on('request', ({ url, headers }: Request, _: unknown, json: string) => {
      sent.push({ url, key: headers.get('x-goog-api-key'), body: JSON.parse(json) });
    });
  const [outcome] = await Promise.allSettled([
    createGeminiTextModel({ apiKey, baseUrl: `${host}/v1beta`, ...options }).generate(buildContractCall()),
  ]);
  return { sent, outcome };
}

afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

describe('createGeminiTextModel on the wire', () => {
  test('when it asks, rules, source and task stand in their places, and the schema goes along', async () => {
    const { sent } = await exchange({ body: readExchange('gemini-answer') });
    const { prompt, schema } = buildContractCall();
    expect(sent.map(({ body }) => body)).toEqual([
      {
        systemInstruction: { parts: [{ text: prompt.rules }] },
        contents: [{ role: 'user', parts: [{ text: `${prompt.shared}\n\n${prompt.task}` }] }],
        generationConfig: {
          maxOutputTokens: 1000,
          responseMimeType: 'application/json',
          responseJsonSchema: schema,
          thinkingConfig: { thinkingLevel: 'low' },
        },
      },
    ]);
  });

  test('F23 when it asks, the key is in its header and not in the address', async () => {
    const { sent } = await exchange({ body: readExchange('gemini-answer') });
    expect(sent.map(({ url, key }) => [url, key])).toEqual([
      [`${host}/v1beta/models/gemini-3.5-flash:generateContent`, apiKey],
    ]);
  });

  test.each([
    ['gemini-3.5-flash', 'minimal', { thinkingLevel: 'minimal' }],
    ['gemini-3-pro-preview', 'minimal', { thinkingLevel: 'low' }],
    ['gemini-3.5-flash', 'high', { thinkingLevel: 'high' }],
    ['gemini-2.5-flash', 'high', { thinkingBudget: 512 }],
    ['gemini-2.0-flash', 'low', undefined],
  ] as const)('when %s is to think at level %s, it is told %j', async (model, thinking, config) => {
    const { sent } = await exchange({ body: readExchange('gemini-answer') }, { model, thinking });
    expect(sent.map(({ body }) => body.generationConfig?.thinkingConfig)).toEqual([config]);
  });

  test('when a call wants more tokens than the model may write, it is held to the limit', async () => {
    const { sent } = await exchange({ body: readExchange('gemini-answer') }, { maxOutputTokens: 600 });
    expect(sent.map(({ body }) => body.generationConfig?.maxOutputTokens)).toEqual([600]);
  });

  test('when a part of the prompt came from the cache and thinking was counted, the usage says so', async () => {
    const { outcome } = await exchange({ body: readExchange('gemini-answer') });
    expect(outcome).toMatchObject({
      value: {
        text: '{"title":"A Garden in Spring"}',
        finish: 'stop',
        usage: { inputTokens: 5210, cachedInputTokens: 4096, outputTokens: 121, thinkingTokens: 112 },
      },
    });
  });

  test('when the answer comes in parts, thoughts among them, its text is put together without the thoughts', async () => {
    const { outcome } = await exchange({ body: readExchange('gemini-two-parts') });
    expect(outcome).toMatchObject({ value: { text: '{"title":"A Garden"}', finish: 'stop' } });
  });

  test.each([
    ['gemini-max-tokens', '{"title":"A Gar', 'max-tokens', 1000],
    ['gemini-thinking-overrun', '', 'max-tokens', 1000],
    ['gemini-safety', '', 'safety', 0],
    ['gemini-blocklist', '', 'safety', 0],
    ['gemini-prohibited-content', '', 'safety', 0],
    ['gemini-spii', '', 'safety', 0],
    ['gemini-recitation', '', 'recitation', 0],
    ['gemini-prompt-blocked', '', 'prompt-blocked', 0],
    ['gemini-prompt-blocked-safety', '', 'prompt-blocked', 0],
    ['gemini-empty-parts', '', 'stop', 0],
    ['gemini-language', '', 'other', 0],
    ['gemini-no-candidate', '', 'other', 0],
  ])(
    'F11 when Google answers as in %s, the text is %j and the reason %s',
    async (name, text, finish, outputTokens) => {
      const { outcome } = await exchange({ body: readExchange(name) });
      expect(outcome).toMatchObject({ value: { text, finish, usage: { inputTokens: 40, outputTokens } } });
    },
  );

  test.each([
    [429, 'gemini-rate-limited', { code: 'rate-limited', isRetryable: true, retryAfterSeconds: 58 }],
    [400, 'gemini-key-invalid', { code: 'credentials-invalid', isRetryable: false }],
    [403, 'gemini-permission-denied', { code: 'credentials-invalid', isRetryable: false }],
    [503, 'gemini-overloaded', { code: 'provider-unavailable', isRetryable: true }],
    [500, 'gemini-internal', { code: 'provider-unavailable', isRetryable: true }],
    [400, 'gemini-schema-rejected', { code: 'provider-rejected', isRetryable: false }],
    [404, 'gemini-model-unknown', { code: 'provider-rejected', isRetryable: false }],
  ])('F10 when Google answers %i as in %s, it ends with %j', async (status, name, error) => {
    const { outcome } = await exchange({ status, body: readExchange(name) });
    expect(outcome).toMatchObject({ status: 'rejected', reason: error });
  });

  test('F10 when the header asks for longer than the body, the header counts', async () => {
    const headers = { 'retry-after': '120' };
    const { outcome } = await exchange({ status: 429, body: readExchange('gemini-rate-limited'), headers });
    expect(outcome).toMatchObject({ reason: { retryAfterSeconds: 120 } });
  });

  test('when Google rejects a call, its words are in the message', async () => {
    const { outcome } = await exchange({ status: 400, body: readExchange('gemini-schema-rejected') });
    expect(outcome).toMatchObject({
      reason: {
        message:
          'google rejected the call (HTTP 400: The specified schema produces a constraint that has too many states for serving.)',
      },
    });
  });

  test("when no address is given, the call goes to Google's, by the fetch that is given", async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      asked.push(String(input));
      return new Response(readExchange('gemini-answer'), { headers: { 'content-type': 'application/json' } });
    };
    const model = createGeminiTextModel({ apiKey, fetch });
    await expect(model.generate(buildContractCall())).resolves.toMatchObject({ finish: 'stop' });
    expect(asked).toEqual([
      'https://generativelanguage.googleapis.com/v1beta/models/gemini-3.5-flash:generateContent',
    ]);
  });
});
