import { afterAll, describe, expect, test } from '@jest/globals';
import { createElevenLabsVoice } from '@la-factoria/audio/elevenlabs';
import { decodeSpeech, describeVoiceContract } from '@la-factoria/audio/testing';
import { type ElevenLabsServer, startElevenLabsServer } from '@la-factoria/audio/testing/elevenlabs-server';

import { serversOfTests } from '../servers-of-tests.ts';
import { elevenLabsVoiceAt, request, sentence } from './elevenlabs-harness.ts';

const startServer = serversOfTests(startElevenLabsServer);

describe('on speech by the built-in voices', () => {
  let shared: ElevenLabsServer | undefined;
  afterAll(() => shared?.close());
  describeVoiceContract('ElevenLabs', async () => {
    shared ??= await startElevenLabsServer({ speech: 'flite' });
    return elevenLabsVoiceAt(shared);
  });
});

describe('requests to ElevenLabs', () => {
  test('when a turn stands between others, they are told, and so are the model and the settings', async () => {
    const server = await startServer();
    const voice = await elevenLabsVoiceAt(server, {
      model: 'eleven_flash_v2_5',
      voiceSettings: { stability: 0.4 },
    });
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
    const voice = await elevenLabsVoiceAt(server, { model: 'eleven_v3' });
    await voice.speak({ ...request, previousText: 'Before.', nextText: 'After.' });
    expect(server.requests[0]).toMatchObject({ previousText: undefined, nextText: undefined });
  });

  test.each(['pcm_16000', 'mp3_22050_32'])('when %s is asked for, that comes', async (outputFormat) => {
    const voice = await elevenLabsVoiceAt(await startServer(), { outputFormat });
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
    const voice = await elevenLabsVoiceAt(server, { concurrency: 3, outputFormat: 'pcm_16000' });
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
    const voice = await elevenLabsVoiceAt(server, { concurrency: 10, outputFormat: 'pcm_16000' });
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
    const voice = await elevenLabsVoiceAt(await startServer(), { model, outputFormat: 'pcm_16000' });
    expect((await voice.speak(request)).characters).toBe(characters);
  });

  test('when no setting is given, none is sent, so that the voices keep their own', async () => {
    const server = await startServer();
    await (await elevenLabsVoiceAt(server)).speak(request);
    await (await elevenLabsVoiceAt(server, { seed: 7 })).speak(request);
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
    const voice = await elevenLabsVoiceAt(server, { concurrency: 1, outputFormat: 'pcm_16000' });
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

  test('when it is closed, what waits and what runs is refused', async () => {
    const voice = await elevenLabsVoiceAt(await startServer({ onRequest: () => ({ kind: 'hang' }) }), {
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
    const ids = await Promise.all(options.map(async (each) => (await elevenLabsVoiceAt(server, each)).id));
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
