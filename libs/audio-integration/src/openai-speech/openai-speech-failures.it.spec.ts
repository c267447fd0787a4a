import { inspect } from 'node:util';

import { describe, expect, test } from '@jest/globals';
import {
  openAiSpeechVoiceAt,
  type OpenAiSpeechFailure,
  startOpenAiSpeechServer,
} from '@la-factoria/audio/testing/openai-speech-server';

import { serversOfTests } from '../servers-of-tests.ts';
import { request } from './openai-speech-harness.ts';

const start = serversOfTests(startOpenAiSpeechServer);
const startFailing = (failure: OpenAiSpeechFailure) => start({ onRequest: () => failure });

const key = 'sk-loopback-0123456789abcdef';
const failed = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no error',
    (error: unknown) => error,
  );
const everythingOf = (error: unknown) => inspect(error, { depth: null, showHidden: true });

const openAi = (message: string, code: string | null = null) => ({ error: { message, type: 'e', code } });
const status = (code: number, body: unknown): OpenAiSpeechFailure => ({ kind: 'status', status: code, body });
const text = (contentType: string, said: string): OpenAiSpeechFailure => ({
  ...{ kind: 'text', contentType, text: said },
});

describe('failures of a speech server', () => {
  test.each<[OpenAiSpeechFailure, string, boolean]>([
    [status(400, openAi(`Wrong: ${key}`)), 'voice-request-invalid', false],
    [status(400, openAi('at most 4096 characters', 'string_above_max_length')), 'text-too-long', false],
    [status(401, openAi(`Incorrect API key provided: ${key}`)), 'voice-unauthorized', false],
    [status(402, `Pay for ${key}`), 'voice-quota-exceeded', false],
    [status(403, openAi(`No ${key}`)), 'voice-unauthorized', false],
    [status(404, { detail: `Voice 'alloy' not found for ${key}` }), 'voice-unknown', false],
    [status(404, { detail: 'Not Found' }), 'voice-request-invalid', false],
    [status(408, key), 'voice-timed-out', true],
    [status(409, openAi(`Conflict of ${key}`)), 'voice-conflict', true],
    [status(413, key), 'voice-request-invalid', false],
    [status(422, { detail: [{ loc: ['body'], msg: key }] }), 'voice-request-invalid', false],
    [status(429, openAi(`Slow down, ${key}`)), 'voice-rate-limited', true],
    [status(429, openAi(`No money, ${key}`, 'insufficient_quota')), 'voice-quota-exceeded', false],
    [status(500, openAi(`Broken: ${key}`)), 'voice-unavailable', true],
    [status(503, `<html>${key}</html>`), 'voice-unavailable', true],
    [{ kind: 'cut', length: 'told' }, 'voice-cut-off', true],
    [{ kind: 'cut', length: 'untold' }, 'voice-cut-off', true],
    [{ kind: 'empty' }, 'voice-failed', true],
    [text('application/json', `{"error": "${key}"}`), 'voice-failed', true],
    [text('audio/wav', `{"error": "${key}"}`), 'voice-failed', true],
    [text('text/html', `<html>${key}</html>`), 'voice-failed', true],
    [{ kind: 'endless' }, 'voice-failed', true],
    [{ kind: 'reset' }, 'voice-unavailable', true],
  ])(
    'F23 when every answer is %j, that is %s after one request, and the key is in no part of it',
    async (failure, code, isRetryable) => {
      const server = await startFailing(failure);
      const error = await failed(openAiSpeechVoiceAt(server, { apiKey: key }).speak(request));
      expect(error).toMatchObject({ name: 'AudioError', code, isRetryable });
      expect(everythingOf(error)).not.toContain(key);
      expect(server.requests).toHaveLength(1);
    },
  );

  test('when it asks to be left alone, the error says for how long', async () => {
    const headers = { 'Retry-After': '7' };
    const server = await startFailing({ kind: 'status', status: 429, headers });
    await expect(openAiSpeechVoiceAt(server).speak(request)).rejects.toMatchObject({ retryAfterSeconds: 7 });
  });

  test('F23 when the key is wrong, and repeated by the server, the error does not repeat it', async () => {
    const voice = openAiSpeechVoiceAt(await start(), { apiKey: 'sk-wrong-123456' });
    const error = await failed(voice.speak(request));
    expect(error).toMatchObject({
      code: 'voice-unauthorized',
      message: expect.stringContaining('Incorrect'),
    });
    expect(everythingOf(error)).not.toContain('sk-wrong-123456');
  });

  test.each<OpenAiSpeechFailure>([
    status(400, 'Wrong: ann, s3cret, YW5uOnMzY3JldA=='),
    { kind: 'cut', length: 'told' },
    { kind: 'reset' },
  ])(
    'F23 when there are credentials in the base URL and the answer is %j, they are in no part of the error',
    async (failure) => {
      const server = await start({ isOpen: true, onRequest: () => failure });
      const baseUrl = server.url.replace('http://', 'http://ann:s3cret@');
      const voice = openAiSpeechVoiceAt(server, { baseUrl, apiKey: undefined });
      const error = await failed(voice.speak(request));
      expect(error).toMatchObject({ name: 'AudioError' });
      expect(everythingOf(error)).not.toMatch(/ann|s3cret|YW5uOnMzY3JldA/);
      expect(server.requests).toMatchObject([{ authorization: 'Basic YW5uOnMzY3JldA==' }]);
    },
  );

  test.each([301, 302, 303, 307, 308])(
    'F23 when it answers %d, the key is not sent after it',
    async (redirect) => {
      const elsewhere = await start({ isOpen: true });
      const headers = { Location: `${elsewhere.url}/audio/speech` };
      const server = await startFailing({ kind: 'status', status: redirect, headers });
      const call = openAiSpeechVoiceAt(server).speak(request);
      await expect(call).rejects.toMatchObject({ code: 'voice-request-invalid', isRetryable: false });
      expect(elsewhere.requests).toEqual([]);
    },
  );

  test.each<OpenAiSpeechFailure>([{ kind: 'hang' }, { kind: 'stall' }])(
    'when %j, the call ends in time and the next takes its place',
    async (failure) => {
      const onRequest = ({ count }: { count: number }) => (count === 0 ? failure : undefined);
      const server = await start({ onRequest });
      const voice = openAiSpeechVoiceAt(server, { timeoutSeconds: 0.5, concurrency: 1 });
      const [first, second] = [voice.speak(request), voice.speak(request)];
      await expect(first).rejects.toMatchObject({ code: 'voice-timed-out', isRetryable: true });
      await expect(second).resolves.toMatchObject({ sampleRate: 24_000 });
    },
  );

  test('when nobody listens, it says where', async () => {
    const server = await start();
    const voice = openAiSpeechVoiceAt(server);
    await server.close();
    const message = `The speech server at ${new URL(server.url).origin} can't be reached (ECONNREFUSED)`;
    await expect(voice.speak(request)).rejects.toMatchObject({
      ...{ code: 'voice-unavailable', isRetryable: true, message },
    });
  });
});
