import { afterAll, describe, expect, test } from '@jest/globals';
import { decodeSpeech, describeVoiceContract } from '@la-factoria/audio/testing';
import {
  openAiSpeechVoiceAt,
  type OpenAiSpeechServer,
  startOpenAiSpeechServer,
} from '@la-factoria/audio/testing/openai-speech-server';

import { serversOfTests } from '../servers-of-tests.ts';
import { request, text } from './openai-speech-harness.ts';

describe('on speech by the built-in voices', () => {
  let shared: OpenAiSpeechServer | undefined;
  afterAll(() => shared?.close());
  describeVoiceContract('OpenAI-compatible', async () => {
    shared ??= await startOpenAiSpeechServer({ speech: 'flite' });
    return openAiSpeechVoiceAt(shared);
  });
});

const start = serversOfTests(startOpenAiSpeechServer);

/** Resolves when so many requests have come. */
async function arrival(server: OpenAiSpeechServer, count: number): Promise<void> {
  const deadline = Date.now() + 5000;
  while (server.requests.length < count) {
    if (Date.now() > deadline) throw new Error(`${server.requests.length} of ${count} requests came`);
    await new Promise((done) => setImmediate(done));
  }
}

describe('requests to a speech server', () => {
  test('when nothing is set, the body holds what every server knows', async () => {
    const server = await start();
    await openAiSpeechVoiceAt(server).speak(request);
    expect(server.requests).toMatchObject([
      {
        authorization: `Bearer ${server.apiKey}`,
        body: { model: 'tts-1', voice: 'alloy', input: text, response_format: 'wav' },
      },
    ]);
    expect(Object.keys(server.requests[0]?.body ?? {})).toHaveLength(4);
  });

  test('when speed and instructions are set, they are sent, and the speaking rate follows', async () => {
    const server = await start();
    const voice = openAiSpeechVoiceAt(server, { speed: 2, instructions: 'Whisper.' });
    await voice.speak(request);
    expect(server.requests).toMatchObject([{ body: { speed: 2, instructions: 'Whisper.' } }]);
    expect(voice.speakingRate.charactersPerSecond).toBe(31);
  });

  test('when the text has markup, what is sent has none, and its characters are counted', async () => {
    const server = await start();
    const marked = '**Cells** are <break time="3s"/>`small` 👍.';
    const { characters } = await openAiSpeechVoiceAt(server).speak({ ...request, text: marked });
    expect(server.requests.map(({ input }) => input)).toEqual(['Cells are small.']);
    expect(characters).toBe('Cells are small.'.length);
  });

  test('when there is no key, none is sent, and an open server speaks', async () => {
    const server = await start({ isOpen: true });
    await openAiSpeechVoiceAt(server, { apiKey: undefined }).speak(request);
    expect(server.requests).toMatchObject([{ authorization: undefined, input: text }]);
  });

  test('when the base URL ends in a slash, the same address is asked', async () => {
    const server = await start();
    const voice = openAiSpeechVoiceAt(server, { baseUrl: `${server.url}/` });
    await voice.speak(request);
    expect(server.callsOf(text)).toBe(1);
    expect(voice.id).toBe(openAiSpeechVoiceAt(server).id);
  });
});

describe('answers of a speech server', () => {
  test.each([
    ['wav', 'streamed'],
    ['wav', 'exact'],
    ['pcm', 'streamed'],
    ['mp3', 'exact'],
  ] as const)('when %s comes, %s, it is heard as long as it is', async (format, wave) => {
    const voice = openAiSpeechVoiceAt(await start({ wave }), { format });
    const speech = await voice.speak(request);
    const { samples, sampleRate } = await decodeSpeech(speech);
    expect([speech.audio.format, sampleRate]).toEqual([format === 'mp3' ? 'mp3' : 'pcm', 24_000]);
    // The test server hums 60 characters a second.
    expect(samples.length / sampleRate).toBeCloseTo(text.length / 60, 1);
  });

  test('F22 when a WAVE has another rate than was promised, the speech says so', async () => {
    const server = await start({ sampleRate: 22_050 });
    const [promised, other] = [
      openAiSpeechVoiceAt(server, { sampleRate: 22_050 }),
      openAiSpeechVoiceAt(server),
    ];
    expect((await promised.speak(request)).sampleRate).toBe(promised.sampleRate);
    expect((await other.speak(request)).sampleRate).not.toBe(other.sampleRate);
  });
});

describe('calls under way', () => {
  test('when twenty are asked for at once, three are under way at most and all are answered', async () => {
    const server = await start();
    const voice = openAiSpeechVoiceAt(server, { concurrency: 3, format: 'pcm' });
    const calls = Array.from({ length: 20 }, (_, index) =>
      voice.speak({ ...request, text: `This is the call with the number ${index}.` }),
    );
    expect(await Promise.all(calls)).toHaveLength(20);
    expect(server.mostAtOnce).toBeLessThanOrEqual(3);
  });

  test('when three may be under way and none ends, three are', async () => {
    const server = await start({ onRequest: () => ({ kind: 'hang' }) });
    const voice = openAiSpeechVoiceAt(server, { concurrency: 3 });
    const calls = Array.from({ length: 4 }, () => voice.speak(request).catch(() => 'ended'));
    await arrival(server, 3);
    await voice.close();
    expect(await Promise.all(calls)).toHaveLength(4);
    expect(server.mostAtOnce).toBe(3);
  });

  test('when one is aborted, it ends, and the next takes its place', async () => {
    const server = await start({ onRequest: ({ count }) => (count === 0 ? { kind: 'hang' } : undefined) });
    const voice = openAiSpeechVoiceAt(server, { concurrency: 1 });
    const cancel = new AbortController();
    const call = voice.speak({ ...request, signal: cancel.signal });
    const next = voice.speak(request);
    await arrival(server, 1);
    cancel.abort(new Error('enough'));
    await expect(call).rejects.toMatchObject({ code: 'audio-aborted', cause: { message: 'enough' } });
    await expect(next).resolves.toMatchObject({ sampleRate: 24_000 });
  });

  test('when one that waits is aborted, the server never hears of it', async () => {
    const server = await start({ onRequest: () => ({ kind: 'hang' }) });
    const voice = openAiSpeechVoiceAt(server, { concurrency: 1 });
    const running = voice.speak(request);
    const cancel = new AbortController();
    const waiting = voice.speak({ ...request, signal: cancel.signal });
    await arrival(server, 1);
    cancel.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'audio-aborted' });
    await voice.close();
    await expect(running).rejects.toMatchObject({ code: 'voice-failed' });
    expect(server.requests).toHaveLength(1);
  });

  test('when it is closed, what runs and what waits is refused', async () => {
    const server = await start({ onRequest: () => ({ kind: 'stall' }) });
    const voice = openAiSpeechVoiceAt(server, { concurrency: 1 });
    const calls = [voice.speak(request), voice.speak(request)].map((call) =>
      call.catch((error: unknown) => error),
    );
    await arrival(server, 1);
    await voice.close();
    const closed = { code: 'voice-failed', message: 'The voice is closed' };
    expect(await Promise.all(calls)).toMatchObject([closed, closed]);
    expect(server.requests).toHaveLength(1);
  });
});

describe('what a voice is made of', () => {
  test('F23 when anything differs that is heard, so does the id, in which there are no credentials', async () => {
    const server = await start();
    const baseUrl = server.url.replace('http://', 'http://ann:s3cret@');
    const ids = [
      {},
      { model: 'kokoro' },
      { baseUrl: `${server.url}/kokoro` },
      { format: 'mp3' as const },
      { speed: 1.5 },
      { instructions: 'Whisper.' },
      { sampleRate: 22_050 },
    ].map((options) => openAiSpeechVoiceAt(server, options).id);
    expect(new Set(ids).size).toBe(7);
    expect(ids.join(' ')).not.toContain(server.apiKey);
    expect(openAiSpeechVoiceAt(server, { baseUrl, apiKey: undefined }).id).toBe(ids[0]);
  });

  test.each([
    ['voices', { voices: ['alloy'] }],
    ['voices', { voices: ['alloy', 'alloy'] }],
    ['model', { model: '' }],
    ['format', { format: JSON.parse('"flac"') }],
    ['speed', { speed: 0.2 }],
    ['speed', { speed: 4.1 }],
    ['sampleRate', { sampleRate: 0 }],
    ['maximumCharacters', { maximumCharacters: 0 }],
    ['concurrency', { concurrency: 1.5 }],
    ['charactersPerSecond', { charactersPerSecond: 0 }],
    ['timeoutSeconds', { timeoutSeconds: 301 }],
    ['baseUrl', { baseUrl: 'localhost' }],
  ])('when %s can not be, as in %j, it is refused at once', async (name, options) => {
    const server = await start();
    expect(() => openAiSpeechVoiceAt(server, options)).toThrow(
      expect.objectContaining({ name: 'RangeError', message: expect.stringContaining(name) }),
    );
  });
});
