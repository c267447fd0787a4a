import { beforeAll, describe, expect, test } from '@jest/globals';

import { AudioError } from '../errors.ts';
import type { Speech, SpeechRequest } from '../ports/voice.ts';
import { produceEpisode } from './produce-episode.ts';
import { createFakeVoice, type FakeVoiceOptions } from '../testing/fake-voice.ts';
import { createMemoryAudioStore } from '../testing/memory-audio-store.ts';
import { scriptOf } from '../testing/script-of.ts';
import { tone } from '../signal/tone.ts';

const name = 'job/podcast.mp3';
const retry = { firstWaitSeconds: 0 };
const failed = (isRetryable: boolean) => new AudioError('voice-failed', 'out of breath', { isRetryable });
const isPoint = (number: number) => (request: SpeechRequest) => request.text.endsWith(`point ${number}.`);

function workplace(options: FakeVoiceOptions = {}) {
  return { voice: createFakeVoice(options), store: createMemoryAudioStore() };
}

const pcm = (samples: Int16Array, sampleRate = 8000): Speech => ({
  audio: { format: 'pcm', samples },
  sampleRate,
  characters: 100,
});

/** Fails one turn as long as `fails` says so, by the number of times it was asked for before. */
function failingTurn(number: number, fails: (times: number) => Speech | AudioError | undefined) {
  let times = 0;
  return (request: SpeechRequest) => {
    if (!isPoint(number)(request)) return undefined;
    const outcome = fails(times++);
    if (outcome instanceof AudioError) throw outcome;
    return outcome;
  };
}

describe('producing an episode when turns fail', () => {
  let soundSeconds: number;
  beforeAll(async () => {
    soundSeconds = (await produceEpisode(workplace(), scriptOf(20), { name })).durationSeconds;
  });

  test('F22 when turn 7 of 20 fails once, only it is asked for again', async () => {
    const { voice, store } = workplace({
      intercept: failingTurn(7, (times) => (times === 0 ? failed(true) : undefined)),
    });
    const episode = await produceEpisode({ voice, store }, scriptOf(20), { name, retry });
    expect([episode.turns, voice.requests.length, voice.requests.filter(isPoint(7)).length]).toEqual([
      20, 21, 2,
    ]);
  });

  test.each([
    ['truncated', pcm(tone(0.3, 8000))],
    ['cut off before its last words', pcm(tone(0.85, 8000))],
    ['silent', pcm(new Int16Array(14_000))],
    ['empty', pcm(new Int16Array())],
    ['of another sample rate', pcm(tone(1.75, 16_000), 16_000)],
    [
      'a broken MP3',
      { ...pcm(new Int16Array()), audio: { format: 'mp3' as const, bytes: Buffer.from('not an MP3') } },
    ],
  ])('F22 when turn 7 of 20 is %s once, only it is asked for again', async (_, speech) => {
    const { voice, store } = workplace({
      intercept: failingTurn(7, (times) => (times === 0 ? speech : undefined)),
    });
    const episode = await produceEpisode({ voice, store }, scriptOf(20), { name, retry });
    expect([voice.requests.length, voice.requests.filter(isPoint(7)).length]).toEqual([21, 2]);
    expect(episode.durationSeconds).toBe(soundSeconds);
  });

  test('F22 when turn 7 of 20 stays silent, there is no episode and the error names the turn', async () => {
    const silence = pcm(new Int16Array(14_000));
    const { voice, store } = workplace({ intercept: failingTurn(7, () => silence) });
    await expect(produceEpisode({ voice, store }, scriptOf(20), { name, retry })).rejects.toMatchObject({
      code: 'audio-implausible',
      isRetryable: true,
      message: expect.stringMatching(/^Turn 7 \(Alex\): .*silent/),
    });
    expect(await store.size(name)).toBeUndefined();
  });

  test('when an error is not retryable, the turn is asked for once', async () => {
    const { voice, store } = workplace({ intercept: failingTurn(2, () => failed(false)) });
    await expect(produceEpisode({ voice, store }, scriptOf(4), { name, retry })).rejects.toMatchObject({
      code: 'voice-failed',
      isRetryable: false,
    });
    expect(voice.requests.filter(isPoint(2))).toHaveLength(1);
  });

  test('when a turn failed for good and production is started again, finished turns are not voiced again', async () => {
    let isBroken = true;
    const { voice, store } = workplace({
      intercept: failingTurn(7, () => (isBroken ? failed(true) : undefined)),
    });
    await expect(produceEpisode({ voice, store }, scriptOf(20), { name, retry })).rejects.toThrow('Turn 7');
    const before = voice.requests.length;
    const kept = store.names().length;
    isBroken = false;
    await produceEpisode({ voice, store }, scriptOf(20), { name, retry });
    expect(voice.requests.length - before).toBe(20 - kept);
    expect(kept).toBeGreaterThanOrEqual(6);
  });

  test('when another turn is under way while one fails, it is finished and kept', async () => {
    const intercept = async (request: SpeechRequest) => {
      if (isPoint(1)(request)) throw failed(false);
      await new Promise((done) => setImmediate(done));
      return undefined;
    };
    const { voice, store } = workplace({ parallelism: 2, intercept });
    await expect(produceEpisode({ voice, store }, scriptOf(9), { name })).rejects.toThrow('Turn 1');
    expect([voice.requests.length, store.names().length]).toEqual([2, 1]);
  });

  test('when kept speech is damaged, that turn is voiced again', async () => {
    const { voice, store } = workplace({
      intercept: failingTurn(4, (times) => (times === 0 ? failed(false) : undefined)),
    });
    await expect(produceEpisode({ voice, store }, scriptOf(4), { name, retry })).rejects.toThrow('Turn 4');
    const [damaged = ''] = store.names();
    await store.write(damaged, Buffer.from('not speech'));
    const before = voice.requests.length;
    await produceEpisode({ voice, store }, scriptOf(4), { name });
    expect(voice.requests.length - before).toBe(2);
  });

  test('when it is aborted at turn 5, it ends with what was finished kept, and goes on from there', async () => {
    const cancel = new AbortController();
    const { voice, store } = workplace({
      parallelism: 1,
      intercept: (_, count) => {
        if (count === 4) cancel.abort();
        return undefined;
      },
    });
    const call = produceEpisode({ voice, store }, scriptOf(8), { name, signal: cancel.signal });
    await expect(call).rejects.toMatchObject({ code: 'audio-aborted' });
    expect(store.names()).toHaveLength(4);
    await produceEpisode({ voice, store }, scriptOf(8), { name });
    expect(voice.requests.length).toBe(5 + 4);
  });

  test('when the store stores less than it was given, that is no success', async () => {
    const { voice, store } = workplace();
    const short = { ...store, size: async (asked: string) => (asked === name ? 260 : store.size(asked)) };
    await expect(produceEpisode({ voice, store: short }, scriptOf(2), { name })).rejects.toMatchObject({
      code: 'audio-implausible',
    });
  });
});
