import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { createElevenLabsVoice, type ElevenLabsVoiceOptions } from '@la-factoria/audio/elevenlabs';
import { decodeSpeech, describeVoiceContract } from '@la-factoria/audio/testing';
import {
  type ElevenLabsServer,
  type ElevenLabsServerOptions,
  startElevenLabsServer,
} from '@la-factoria/audio/testing/elevenlabs-server';

const servers: ElevenLabsServer[] = [];
async function startServer(options: ElevenLabsServerOptions = {}) {
  const server = await startElevenLabsServer(options);
  servers.push(server);
  return server;
}
const voiceAt = ({ url, apiKey, voices }: ElevenLabsServer, options: Partial<ElevenLabsVoiceOptions> = {}) =>
  createElevenLabsVoice({ apiKey, baseUrl: url, voices, ...options });
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('on speech by the built-in voices', () => {
  let shared: ElevenLabsServer | undefined;
  afterAll(() => shared?.close());
  describeVoiceContract('ElevenLabs', async () => {
    shared ??= await startElevenLabsServer({ speech: 'flite' });
    return voiceAt(shared);
  });
});

const sentence = 'Every living thing is made of cells.';
const request = { text: sentence, voice: 'voice-one-000000001', language: 'en' };
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
      const voice = await voiceAt(server);
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
      const error: unknown = await (await voiceAt(server)).speak(request).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code, isRetryable: true });
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain(server.apiKey);
    },
  );

  test('when it asks to be left alone, the error says for how long', async () => {
    const server = await startServer({ onRequest: () => status(429, 'system_busy', { 'Retry-After': '7' }) });
    await expect((await voiceAt(server)).speak(request)).rejects.toMatchObject({ retryAfterSeconds: 7 });
  });

  test.each(['hang', 'stall'] as const)('when the answer %ss, the call ends in time', async (kind) => {
    const server = await startServer({ onRequest: () => ({ kind }) });
    const voice = await voiceAt(server, { timeoutSeconds: 0.5 });
    await expect(voice.speak(request)).rejects.toMatchObject({ code: 'voice-timed-out', isRetryable: true });
  });

  test('when the key is wrong, the error says so and does not repeat it', async () => {
    const server = await startServer();
    const voice = await voiceAt(server, { apiKey: 'sk_wrong_key_123456' });
    const error: unknown = await voice.speak(request).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'voice-unauthorized' });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('sk_wrong_key_123456');
  });

  test('when nobody listens, ElevenLabs could not be reached', async () => {
    const server = await startServer();
    const voice = await voiceAt(server);
    await server.close();
    await expect(voice.speak(request)).rejects.toMatchObject({
      code: 'voice-unavailable',
      isRetryable: true,
    });
  });
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

describe('requests to ElevenLabs', () => {
  test('when a turn stands between others, they are told, and so are the model and the settings', async () => {
    const server = await startServer();
    const voice = await voiceAt(server, { model: 'eleven_flash_v2_5', voiceSettings: { stability: 0.4 } });
    await voice.speak({ ...request, previousText: `${'x'.repeat(600)} before`, nextText: 'After.' });
    expect(server.requests[0]).toMatchObject({
      modelId: 'eleven_flash_v2_5',
      nextText: 'After.',
      body: { voice_settings: { stability: 0.4 }, language_code: 'en' },
    });
    expect(server.requests[0]?.previousText).toMatch(/^x{493} before$/);
  });

  test('when the model takes no neighbours, none are sent', async () => {
    const server = await startServer();
    const voice = await voiceAt(server, { model: 'eleven_v3' });
    await voice.speak({ ...request, previousText: 'Before.', nextText: 'After.' });
    expect(server.requests[0]).toMatchObject({ previousText: undefined, nextText: undefined });
  });

  test.each(['pcm_16000', 'mp3_22050_32'])('when %s is asked for, that comes', async (outputFormat) => {
    const voice = await voiceAt(await startServer(), { outputFormat });
    const speech = await voice.speak(request);
    expect(speech.audio.format).toBe(outputFormat.slice(0, 3));
    const { samples, sampleRate } = await decodeSpeech(speech);
    expect(sampleRate).toBe(voice.sampleRate);
    expect(samples.length / sampleRate).toBeCloseTo(sentence.length / 60, 1);
  });

  /** Holds what comes until so many are there together. */
  const together = (count: number) => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    let arrived = 0;
    return () => {
      arrived += 1;
      if (arrived === count) resolve(undefined);
      return promise;
    };
  };

  test('when forty are asked for at once, no more than the plan allows are under way and all are answered', async () => {
    const server = await startServer({ concurrency: 3, onRequest: together(3) });
    const voice = await voiceAt(server, { concurrency: 3, outputFormat: 'pcm_16000' });
    const calls = Array.from({ length: 40 }, (_, index) =>
      voice.speak({ ...request, text: `Number ${index}.` }),
    );
    expect(await Promise.all(calls)).toHaveLength(40);
    expect(server.mostAtOnce).toBe(3);
  });

  test('when the answer says that the plan allows fewer, fewer are sent', async () => {
    const hold = together(2);
    const server = await startServer({
      concurrency: 2,
      onRequest: ({ count }) => (count === 0 ? undefined : hold()),
    });
    const voice = await voiceAt(server, { concurrency: 10, outputFormat: 'pcm_16000' });
    await voice.speak(request);
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => voice.speak({ ...request, text: `Nr. ${index}.` })),
    );
    expect([server.mostAtOnce, server.requests.length]).toEqual([2, 11]);
  });

  test.each([
    ['eleven_multilingual_v2', sentence.length],
    ['eleven_flash_v2_5', sentence.length / 2],
  ])('when %s speaks, the characters are those that ElevenLabs bills', async (model, characters) => {
    const voice = await voiceAt(await startServer(), { model, outputFormat: 'pcm_16000' });
    expect((await voice.speak(request)).characters).toBe(characters);
  });

  test('when no setting is given, none is sent, so that the voices keep their own', async () => {
    const server = await startServer();
    await (await voiceAt(server)).speak(request);
    await (await voiceAt(server, { seed: 7 })).speak(request);
    expect(server.requests.map(({ body }) => Object.keys(body).sort())).toEqual([
      ['model_id', 'text'],
      ['model_id', 'seed', 'text'],
    ]);
  });

  test('when the caller gives up, before or in the middle, the call is aborted and its place is free', async () => {
    const arrived = Promise.withResolvers<undefined>();
    const server = await startServer({
      onRequest: ({ count }) => {
        arrived.resolve(undefined);
        return count === 0 ? { kind: 'stall' } : undefined;
      },
    });
    const voice = await voiceAt(server, { concurrency: 1, outputFormat: 'pcm_16000' });
    const abort = new AbortController();
    const calls = Promise.allSettled([
      voice.speak({ ...request, signal: abort.signal }),
      voice.speak({ ...request, signal: AbortSignal.abort() }),
    ]);
    await arrived.promise;
    abort.abort();
    const givenUp = { status: 'rejected', reason: { code: 'audio-aborted' } };
    expect(await calls).toMatchObject([givenUp, givenUp]);
    await expect(voice.speak(request)).resolves.toMatchObject({ characters: sentence.length });
    expect(server.requests).toHaveLength(2);
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

  test('when it is closed, what waits and what runs is refused', async () => {
    const voice = await voiceAt(await startServer({ onRequest: () => ({ kind: 'hang' }) }), {
      concurrency: 1,
    });
    const calls = Promise.allSettled([voice.speak(request), voice.speak(request)]);
    await voice.close();
    const refused = { status: 'rejected', reason: { code: 'voice-failed', isRetryable: true } };
    expect(await calls).toMatchObject([refused, refused]);
  });

  test('when model, format or settings differ, so does the name under which speech is kept, and it holds no key', async () => {
    const server = await startServer();
    const options = [
      {},
      { model: 'eleven_v3' },
      { outputFormat: 'pcm_16000' },
      { voiceSettings: { speed: 1.1 } },
      { seed: 1 },
    ];
    const ids = await Promise.all(options.map(async (each) => (await voiceAt(server, each)).id));
    expect(new Set(ids).size).toBe(5);
    expect(ids.join()).not.toContain(server.apiKey);
  });

  test.each([
    { outputFormat: 'ulaw_8000' },
    { voices: ['one'] },
    { voices: ['one', 'one'] },
    { seed: -1 },
    { seed: 0.5 },
  ])('when it is made with %j, that is refused at once', async (options) => {
    await expect(createElevenLabsVoice({ apiKey: 'x', ...options })).rejects.toThrow(RangeError);
  });
});
