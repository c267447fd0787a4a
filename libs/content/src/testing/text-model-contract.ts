import { inspect } from 'node:util';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { ContentError } from '../errors.ts';
import type { ModelCall, TextModel, TokenUsage } from '../ports/text-model.ts';

/** What a provider answers, whatever its wire form. */
export type NeutralReply =
  | {
      kind: 'answer';
      text: string;
      /** @default 'stop' */
      finish?: 'stop' | 'max-tokens' | 'safety' | undefined;
      /** @default not reported */
      usage?: TokenUsage | undefined;
    }
  | { kind: 'error'; status: number; message: string; headers?: Record<string, string> }
  /** The connection breaks before the answer, or in the middle of it; an answer that is none; never an answer. */
  | { kind: 'reset' | 'reset-in-body' | 'garbage' | 'hang' };

export interface TextModelHarness {
  model: TextModel;
  /** The key that the model was made with. */
  key: string;
  /** What the next call is answered with. */
  reply(reply: NeutralReply): void;
  /** How many requests came so far. */
  requests(): number;
  /** Resolves when so many requests have come. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
}

const json = '{"title":"A garden in spring"}';
const canary = 'The canary sings in the coal mine at dawn.';

/** A call with a prompt that must not get out. */
export const buildContractCall = (overrides: Partial<ModelCall> = {}): ModelCall => ({
  purpose: 'one-pager',
  prompt: { rules: `Write. ${canary}`, shared: `[1] ${canary}`, task: `Material: one-pager\n\n${canary}` },
  schema: {
    type: 'object',
    properties: { title: { type: 'string' } },
    required: ['title'],
    additionalProperties: false,
  },
  maxOutputTokens: 1000,
  ...overrides,
});

/** What every TextModel must do. Call it at the top level of a test file, once an adapter. */
export function describeTextModelContract(name: string, open: () => Promise<TextModelHarness>): void {
  describe(`the contract of a text model: ${name}`, () => {
    let harness: TextModelHarness;

    beforeEach(async () => {
      harness = await open();
    });

    afterEach(() => harness.close());

    /** What the call rejects with. */
    async function errorOf(reply: NeutralReply, overrides: Partial<ModelCall> = {}): Promise<unknown> {
      harness.reply(reply);
      return harness.model.generate(buildContractCall(overrides)).then(
        (answer) => new Error(`It was answered: ${inspect(answer)}`),
        (error: unknown) => error,
      );
    }

    test('when it is asked who it is, it names a provider, a model and its limits', () => {
      const { provider, model, contextTokens, maxOutputTokens } = harness.model;
      expect([provider !== '', model !== '', contextTokens > 0, maxOutputTokens > 0]).toEqual(
        Array.from({ length: 4 }, () => true),
      );
    });

    test('when the provider answers, the text, the reason to stop and all counts come back', async () => {
      const usage = { inputTokens: 900, cachedInputTokens: 600, outputTokens: 150, thinkingTokens: 40 };
      harness.reply({ kind: 'answer', text: json, usage });
      await expect(harness.model.generate(buildContractCall())).resolves.toEqual({
        ...{ text: json, finish: 'stop', usage },
      });
      expect(harness.requests()).toBe(1);
    });

    test('when the provider counts nothing, a token is taken for four characters', async () => {
      harness.reply({ kind: 'answer', text: 'x'.repeat(80) });
      const prompt = { rules: 'r'.repeat(100), shared: 's'.repeat(200), task: 't'.repeat(98) };
      const { usage } = await harness.model.generate(buildContractCall({ prompt }));
      expect(usage).toEqual({ inputTokens: 100, cachedInputTokens: 0, outputTokens: 20, thinkingTokens: 0 });
    });

    test.each([
      ['F11 when the answer is no JSON', 'I cannot write that.', 'stop'],
      ['F11 when the answer does not fit the schema', '{"other":1}', 'stop'],
      ['F11 when the answer is empty', '', 'stop'],
      ['F11 when the answer is cut off', '{"title":"A gar', 'max-tokens'],
      ['F11 when thinking used up all tokens', '', 'max-tokens'],
      ['F11 when the answer is withheld', '', 'safety'],
    ] as const)('%s, it comes back as it is, with the reason to stop', async (_, text, finish) => {
      harness.reply({ kind: 'answer', text, finish });
      const answer = await harness.model.generate(buildContractCall());
      expect([answer.text, answer.finish]).toEqual([text, finish]);
    });

    test.each([
      ['without a delay', {}, undefined],
      ['with a delay', { 'retry-after': '7' }, 7],
      [
        'with a date',
        { 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' },
        30,
      ],
    ])(
      'F10 when the provider answers 429 %s, it is rate-limited and says so',
      async (_, headers, seconds) => {
        const error = await errorOf({ kind: 'error', status: 429, message: 'Too many requests.', headers });
        expect(error).toMatchObject({ code: 'rate-limited', isRetryable: true, retryAfterSeconds: seconds });
      },
    );

    test.each([401, 403])(
      'when the provider answers %i, the key is at fault, and stays so',
      async (status) => {
        const error = await errorOf({ kind: 'error', status, message: 'No.' });
        expect(error).toMatchObject({ code: 'credentials-invalid', isRetryable: false, mayBeBilled: false });
      },
    );

    test.each([408, 500, 502, 503, 529])(
      'F10 when the provider answers %i, it may be available later, and bills nothing',
      async (status) => {
        const headers = { 'retry-after': '3' };
        const error = await errorOf({ kind: 'error', status, message: 'Later.', headers });
        expect(error).toMatchObject({
          ...{ code: 'provider-unavailable', isRetryable: true, retryAfterSeconds: 3, mayBeBilled: false },
        });
      },
    );

    test.each([400, 404, 413, 422])(
      'when the provider answers %i, its reason is passed on, and trying again is no use',
      async (status) => {
        const error = await errorOf({ kind: 'error', status, message: 'The model is gone.' });
        expect(error).toMatchObject({
          ...{ code: 'provider-rejected', isRetryable: false },
          message: expect.stringContaining('The model is gone.'),
        });
      },
    );

    test('F23 when the provider redirects, the key does not follow', async () => {
      const headers = { location: '/elsewhere' };
      const error = await errorOf({ kind: 'error', status: 307, message: 'Over there.', headers });
      expect(error).toMatchObject({ code: 'provider-rejected' });
      expect(harness.requests()).toBe(1);
    });

    test.each([
      ['breaks before the answer', 'reset', false],
      ['breaks in the middle of the answer', 'reset-in-body', true],
      ['delivers something else as the answer', 'garbage', true],
    ] as const)(
      'F10 when the connection %s (%s), it may work later; it may be billed: %j',
      async (_, kind, mayBeBilled) => {
        const error = await errorOf({ kind });
        expect(error).toMatchObject({ code: 'provider-unavailable', isRetryable: true, mayBeBilled });
      },
    );

    test.each<NeutralReply>([
      { kind: 'error', status: 429, message: 'No.' },
      { kind: 'error', status: 503, message: 'No.' },
      { kind: 'reset' },
      { kind: 'reset-in-body' },
    ])('F10 when a call fails by %j, it is not made again', async (reply) => {
      const error = await errorOf(reply);
      expect(error).toBeInstanceOf(ContentError);
      expect(harness.requests()).toBe(1);
    });

    test('when nobody is there, the provider is unavailable', async () => {
      await harness.close();
      const attempt = harness.model.generate(buildContractCall());
      await expect(attempt).rejects.toMatchObject({ code: 'provider-unavailable', isRetryable: true });
    });

    test('when it is aborted before it starts, no request is made', async () => {
      const attempt = harness.model.generate(buildContractCall({ signal: AbortSignal.abort() }));
      await expect(attempt).rejects.toMatchObject({ code: 'writing-aborted', mayBeBilled: false });
      expect(harness.requests()).toBe(0);
    });

    test('when it is aborted while it waits, it ends with writing-aborted, and may be billed', async () => {
      const controller = new AbortController();
      const attempt = errorOf({ kind: 'hang' }, { signal: controller.signal });
      await harness.arrived(1);
      controller.abort(new Error('nobody waits any more'));
      await expect(attempt).resolves.toMatchObject({ code: 'writing-aborted', mayBeBilled: true });
    });

    test('F10 when it is aborted by an error of ours, as by a timeout, it ends as that one, perhaps billed', async () => {
      const controller = new AbortController();
      const reason = new ContentError('provider-timeout', 'It took too long.', { isRetryable: true });
      const attempt = errorOf({ kind: 'hang' }, { signal: controller.signal });
      await harness.arrived(1);
      controller.abort(reason);
      const { code, message, isRetryable } = reason;
      // The provider was at work by then.
      await expect(attempt).resolves.toMatchObject({ code, message, isRetryable, mayBeBilled: true });
    });

    test.each<[string, (message: string) => NeutralReply]>([
      ['429', (message) => ({ kind: 'error', status: 429, message })],
      ['400', (message) => ({ kind: 'error', status: 400, message })],
      ['401', (message) => ({ kind: 'error', status: 401, message })],
      ['500', (message) => ({ kind: 'error', status: 500, message })],
      ['a reset', () => ({ kind: 'reset' })],
      ['half an answer', () => ({ kind: 'reset-in-body' })],
      ['garbage', () => ({ kind: 'garbage' })],
    ])(
      'F23 when a call fails by %s, neither the key nor the prompt is in the error',
      async (_, replyWith) => {
        const message = `Key ${harness.key} at https://example.com/?key=${harness.key} said ${canary}`;
        const error = await errorOf(replyWith(message));
        const printed = `${inspect(error, { depth: Infinity, showHidden: true })} ${JSON.stringify(error)} ${String(error)}`;
        const leaks = [harness.key, canary, 'one-pager', '?key='].filter((secret) =>
          printed.includes(secret),
        );
        expect({ leaks, isOurs: error instanceof ContentError }).toEqual({ leaks: [], isOurs: true });
      },
    );
  });
}
