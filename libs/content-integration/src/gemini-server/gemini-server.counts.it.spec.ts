import { beforeEach, describe, expect, test } from '@jest/globals';
import type { GeminiServer } from '@la-factoria/content/testing/gemini-server';

import { gardenPassages } from './gemini-prompts.ts';
import { openGeminiServer } from './open-gemini-server.ts';

let opened: Awaited<ReturnType<typeof openGeminiServer>>;
let server: GeminiServer;

beforeEach(async () => {
  opened = await openGeminiServer();
  ({ server } = opened);
});

describe('what the local Gemini counts', () => {
  const long = Array.from(
    { length: 40 },
    (_, index) => `${gardenPassages[(index % 2) * 2 + 3]} This is note ${index}.`,
  );

  test('when English text is sent, a token has between 3 and 5 characters', async () => {
    const { usage } = await opened.ask({ passages: long });
    const characters = `Write what is asked.${server.calls[0]?.prompt}`.length;
    expect(characters / usage.inputTokens).toBeGreaterThan(3);
    expect(characters / usage.inputTokens).toBeLessThan(5);
  });

  test('when a later prompt begins the same, what they share is cached', async () => {
    const first = await opened.ask({ passages: long });
    const second = await opened.ask({
      passages: long,
      task: 'Material: faqs\n\nWrite questions and answers.',
    });
    expect(first.usage.cachedInputTokens).toBe(0);
    expect(second.usage.cachedInputTokens).toBeGreaterThan(0.95 * first.usage.inputTokens);
    expect(second.usage.cachedInputTokens).toBeLessThan(second.usage.inputTokens);
  });

  test.each([
    ['another model is asked', { passages: long, model: 'gemini-2.5-flash' }],
    ['the source begins otherwise', { passages: ['Another beginning.', ...long] }],
  ])('when %s, nothing is cached', async (_, asked) => {
    await opened.ask({ passages: long });
    const { usage } = await opened.ask(asked);
    expect(usage.cachedInputTokens).toBe(0);
  });

  test('when what prompts share has less than 1024 tokens, nothing is cached', async () => {
    const first = await opened.ask();
    const second = await opened.ask();
    expect(first.usage.inputTokens).toBeLessThan(1024);
    expect(second.usage.cachedInputTokens).toBe(0);
  });

  test('when the answer has no room, it is cut off, and stops with max-tokens', async () => {
    const { text, finish, usage } = await opened.ask({ maxOutputTokens: 50 });
    expect({ finish, isPart: server.calls[0]?.text === text }).toEqual({
      finish: 'max-tokens',
      isPart: true,
    });
    expect(usage.outputTokens).toBeGreaterThan(40);
    expect(usage.outputTokens).toBeLessThanOrEqual(50);
    expect(() => JSON.parse(text)).toThrow(/JSON/);
  });

  test('when tokens are counted by the API, it counts as for an answer', async () => {
    const { usage } = await opened.ask();
    const contents = [{ role: 'user', parts: [{ text: server.calls[0]?.prompt }] }];
    const response = await fetch(`${server.baseUrl}/models/gemini-3.5-flash:countTokens`, {
      ...{ method: 'POST', headers: { 'x-goog-api-key': 'k' } },
      body: JSON.stringify({ contents, systemInstruction: { parts: [{ text: 'Write what is asked.' }] } }),
    });
    await expect(response.json()).resolves.toEqual({ totalTokens: usage.inputTokens });
  });
});

test('when the model thinks, its thoughts are counted, and take room from the answer', async () => {
  const thinking = await openGeminiServer({ thinkingTokens: 300 });
  const free = await thinking.ask();
  const tight = await thinking.ask({ maxOutputTokens: 320 });
  expect(free.usage.thinkingTokens).toBe(300);
  expect(tight).toMatchObject({ finish: 'max-tokens', usage: { thinkingTokens: 300 } });
  expect(tight.usage.outputTokens).toBeLessThanOrEqual(320);
});

describe('what the local Gemini refuses', () => {
  const post = (path: string, body: string, headers: Record<string, string> = { 'x-goog-api-key': 'k' }) =>
    fetch(`${server.baseUrl}${path}`, { method: 'POST', body, headers });
  const valid = JSON.stringify({ contents: [{ parts: [{ text: 'Hello.' }] }] });
  const generate = '/models/gemini-3.5-flash:generateContent';

  test.each([
    ['no JSON', 'hello'],
    ['no contents', '{}'],
    [
      'no room for an answer',
      JSON.stringify({ contents: [{ parts: [] }], generationConfig: { maxOutputTokens: 0 } }),
    ],
  ])('when a body has %s, it answers as Google does', async (_, body) => {
    const response = await post(generate, body);
    expect(response.status).toBe(400);
    await expect(response.json()).resolves.toMatchObject({
      error: { code: 400, status: 'INVALID_ARGUMENT' },
    });
  });

  test('when there is no key, it is called invalid', async () => {
    const response = await post(generate, valid, {});
    expect(response.status).toBe(400);
    await expect(response.json()).resolves.toMatchObject({
      error: { details: [{ reason: 'API_KEY_INVALID' }] },
    });
  });

  test('when a method is unknown, it is not found', async () => {
    const response = await post('/models/gemini-3.5-flash:embedContent', valid);
    expect(response.status).toBe(404);
  });
});

test('when a server has a key of its own, no other is accepted', async () => {
  const locked = await openGeminiServer({ apiKey: 'right' });
  const [wrong, right] = await Promise.allSettled([
    locked.ask({ apiKey: 'wrong' }),
    locked.ask({ apiKey: 'right' }),
  ]);
  expect(wrong).toMatchObject({ reason: { code: 'credentials-invalid' } });
  expect(right).toMatchObject({ value: { finish: 'stop' } });
});
