import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

import { describe, expect, test } from '@jest/globals';
import { startElevenLabsServer } from '@la-factoria/audio/testing/elevenlabs-server';

import { serversOfTests } from '../servers-of-tests.ts';
import { elevenLabsVoiceAt, request } from './elevenlabs-harness.ts';

const startServer = serversOfTests(startElevenLabsServer);

const status = (code: number, name: string, headers: Record<string, string> = {}) => ({
  ...{ kind: 'status' as const, status: code, headers },
  detail: { status: name, message: `No: ${name}, sk_loopback_0123456789abcdef` },
});

describe('errors of ElevenLabs', () => {
  test.each([
    [400, 'max_character_limit_exceeded', 'text-too-long', false],
    [400, 'bad_request', 'voice-request-invalid', false],
    [401, 'invalid_api_key', 'voice-unauthorized', false],
    [401, 'quota_exceeded', 'voice-quota-exceeded', false],
    [402, 'payment_required', 'voice-quota-exceeded', false],
    [403, 'forbidden', 'voice-unauthorized', false],
    [404, 'voice_not_found', 'voice-unknown', false],
    [408, 'timeout', 'voice-timed-out', true],
    [409, 'already_running', 'voice-conflict', true],
    [422, 'invalid', 'voice-request-invalid', false],
    [429, 'too_many_concurrent_requests', 'voice-busy', true],
    [429, 'system_busy', 'voice-rate-limited', true],
    [500, 'internal', 'voice-unavailable', true],
    [503, 'down', 'voice-unavailable', true],
  ])(
    'F23 when it answers %d %s, that is %s, and the key is in no part of it',
    async (code, name, expected, isRetryable) => {
      const server = await startServer({ onRequest: () => status(code, name) });
      const voice = await elevenLabsVoiceAt(server);
      const error: unknown = await voice.speak(request).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: expected, isRetryable, message: expect.stringContaining(name) });
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain(server.apiKey);
      expect(server.requests).toMatchObject([{ status: code }]);
    },
  );

  test.each([
    ['cut', 'voice-cut-off'],
    ['empty', 'voice-failed'],
    ['html', 'voice-failed'],
    ['reset', 'voice-unavailable'],
  ] as const)(
    'F23 when the answer is %s, that is %s, may be tried again and tells no key',
    async (kind, code) => {
      const server = await startServer({ onRequest: () => ({ kind }) });
      const error: unknown = await (
        await elevenLabsVoiceAt(server)
      )
        .speak(request)
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code, isRetryable: true });
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain(server.apiKey);
    },
  );

  test('when it asks to be left alone, the error says for how long', async () => {
    const server = await startServer({ onRequest: () => status(429, 'system_busy', { 'Retry-After': '7' }) });
    await expect((await elevenLabsVoiceAt(server)).speak(request)).rejects.toMatchObject({
      retryAfterSeconds: 7,
    });
  });

  test.each(['hang', 'stall'] as const)('when the answer %ss, the call ends in time', async (kind) => {
    const server = await startServer({ onRequest: () => ({ kind }) });
    const voice = await elevenLabsVoiceAt(server, { timeoutSeconds: 0.5 });
    await expect(voice.speak(request)).rejects.toMatchObject({ code: 'voice-timed-out', isRetryable: true });
  });

  test('when the key is wrong, the error says so and does not repeat it', async () => {
    const server = await startServer();
    const voice = await elevenLabsVoiceAt(server, { apiKey: 'sk_wrong_key_123456' });
    const error: unknown = await voice.speak(request).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'voice-unauthorized' });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('sk_wrong_key_123456');
  });

  test('when nobody listens, ElevenLabs could not be reached', async () => {
    const server = await startServer();
    const voice = await elevenLabsVoiceAt(server);
    await server.close();
    await expect(voice.speak(request)).rejects.toMatchObject({
      code: 'voice-unavailable',
      isRetryable: true,
    });
  });

  test.each([
    ['nobody listens', async () => 'http://127.0.0.1:9', 'could not be reached'],
    ['the key is refused', async () => (await startServer()).url, 'refuses the key'],
  ])(
    'when %s, the program of who asked can end at once, and the library prints nothing',
    async (_, addressOf, said) => {
      const program = fileURLToPath(new URL('speak-once.ts', import.meta.url));
      const flags = ['--disable-warning=ExperimentalWarning', program, await addressOf()];
      const child = spawn(process.execPath, flags, { env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
      expect([stdout, stderr]).toEqual([
        expect.stringMatching(new RegExp(`^AudioError: .*${said}.*\\n$`)),
        '',
      ]);
    },
  );
});

describe('the server on the loopback', () => {
  test.each([
    ['{', 400],
    ['[]', 422],
    ['{}', 422],
    ['{"text":""}', 422],
  ])('when the body is %s, it answers %d', async (body, expected) => {
    const server = await startServer();
    const answer = await fetch(`${server.url}/v1/text-to-speech/${server.voices[0]}`, {
      ...{ method: 'POST', body, headers: { 'xi-api-key': server.apiKey } },
    });
    expect([answer.status, await answer.json()]).toEqual([expected, { detail: expect.anything() }]);
    expect(server.requests).toEqual([]);
  });
});
