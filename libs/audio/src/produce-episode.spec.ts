import { describe, expect, test } from '@jest/globals';

import { AudioError } from './errors.ts';
import type { Speech, SpeechRequest } from './ports/voice.ts';
import { produceEpisode } from './produce-episode.ts';
import { createFakeVoice, type FakeVoiceOptions } from './testing/fake-voice.ts';
import { createMemoryAudioStore } from './testing/memory-audio-store.ts';
import { scriptOf } from './testing/script-of.ts';
import { createMp3Walk } from './walk-mp3.ts';

const name = 'job/podcast.mp3';
const failed = (isRetryable: boolean) => new AudioError('voice-failed', 'out of breath', { isRetryable });
const isPoint = (number: number) => (request: SpeechRequest) => request.text.endsWith(`point ${number}.`);

function studio(options: FakeVoiceOptions = {}) {
  return { voice: createFakeVoice(options), store: createMemoryAudioStore() };
}

async function walked(store: ReturnType<typeof createMemoryAudioStore>) {
  const walk = createMp3Walk();
  for await (const piece of store.read(name)) walk.push(piece);
  return walk.end();
}

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

describe('producing an episode', () => {
  test('when a script is produced, the MP3 is as long as the episode says', async () => {
    const { voice, store } = studio();
    const episode = await produceEpisode({ voice, store }, scriptOf(6), { name });
    const { durationSeconds, bytes } = await walked(store);
    expect(durationSeconds).toBeCloseTo(episode.durationSeconds, 3);
    expect(bytes).toBe(episode.bytes);
  });

  test('when a script is produced, the episode tells its chapters, voices, turns and characters', async () => {
    const script = scriptOf(6, { perSection: 3 });
    const episode = await produceEpisode(studio(), script, { name });
    expect(episode).toMatchObject({ name, turns: 6, skippedTurns: [], voices: { Alex: 'low', Sam: 'high' } });
    expect(episode.chapters.map(({ title }) => title)).toEqual(['Part 1', 'Part 2']);
    expect(episode.characters).toBe(script.turns.map(({ text }) => text).join('').length);
  });

  test('when it is done, the speech is removed and the MP3 and its record stay', async () => {
    const { voice, store } = studio();
    await produceEpisode({ voice, store }, scriptOf(3), { name });
    expect(store.names()).toEqual([name, `${name}.json`]);
  });

  test('when progress is told, it rises from 0 to 1', async () => {
    const fractions: number[] = [];
    await produceEpisode(studio(), scriptOf(5), { name, onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions).toEqual([...fractions].sort((one, other) => one - other));
    expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
    expect(new Set(fractions).size).toBeGreaterThan(5);
  });

  test('when the voice works on three requests at once, no more are asked at once', async () => {
    const { voice, store } = studio({
      parallelism: 3,
      intercept: () => new Promise((done) => setImmediate(done, undefined)),
    });
    await produceEpisode({ voice, store }, scriptOf(9), { name });
    expect(voice.mostAtOnce).toBe(3);
  });

  test('when turns say the same by the same voice, it is voiced once', async () => {
    const { voice, store } = studio();
    const turns = Array.from({ length: 5 }, () => ({
      speaker: 'Alex',
      text: 'And so on and on it goes.',
      section: 'One',
    }));
    const episode = await produceEpisode({ voice, store }, scriptOf(0, { turns }), { name });
    expect([voice.requests.length, episode.turns]).toEqual([1, 5]);
    expect(episode.durationSeconds).toBeGreaterThan((5 * (turns[0]?.text.length ?? 0)) / 60);
  });

  test('when it is asked for again after it was done, nothing is voiced and the answer is the same', async () => {
    const { voice, store } = studio();
    const first = await produceEpisode({ voice, store }, scriptOf(4), { name });
    const second = await produceEpisode({ voice, store }, scriptOf(4), { name });
    expect([second, voice.requests.length]).toEqual([first, 4]);
  });

  test('when the script changed, the episode is made anew', async () => {
    const { voice, store } = studio();
    await produceEpisode({ voice, store }, scriptOf(4), { name });
    const longer = await produceEpisode({ voice, store }, scriptOf(5), { name });
    expect(longer.turns).toBe(5);
    expect((await walked(store)).durationSeconds).toBeCloseTo(longer.durationSeconds, 3);
  });

  test('when the MP3 of a finished episode is gone, it is made anew', async () => {
    const { voice, store } = studio();
    await produceEpisode({ voice, store }, scriptOf(2), { name });
    await store.delete(name);
    await produceEpisode({ voice, store }, scriptOf(2), { name });
    expect(await store.size(name)).toBeGreaterThan(1000);
  });
});

describe('producing an episode when turns fail', () => {
  test('F22 when turn 7 of 20 fails once, only it is asked for again', async () => {
    const { voice, store } = studio({
      intercept: failingTurn(7, (times) => (times === 0 ? failed(true) : undefined)),
    });
    const episode = await produceEpisode({ voice, store }, scriptOf(20), { name });
    expect([episode.turns, voice.requests.length, voice.requests.filter(isPoint(7)).length]).toEqual([
      20, 21, 2,
    ]);
  });

  test.each<[string, Speech]>([
    ['truncated', { samples: new Int16Array(800).fill(9000), sampleRate: 8000 }],
    ['silent', { samples: new Int16Array(14_000), sampleRate: 8000 }],
    ['empty', { samples: new Int16Array(), sampleRate: 8000 }],
    ['of another sample rate', { samples: new Int16Array(28_000).fill(9000), sampleRate: 16_000 }],
  ])('F22 when turn 7 of 20 is %s once, only it is asked for again', async (_, speech) => {
    const { voice, store } = studio({
      intercept: failingTurn(7, (times) => (times === 0 ? speech : undefined)),
    });
    const sound = await produceEpisode(studio(), scriptOf(20), { name });
    const episode = await produceEpisode({ voice, store }, scriptOf(20), { name });
    expect([voice.requests.length, voice.requests.filter(isPoint(7)).length]).toEqual([21, 2]);
    expect(episode.durationSeconds).toBe(sound.durationSeconds);
  });

  test('F22 when turn 7 of 20 stays silent, there is no episode and the error names the turn', async () => {
    const silence = { samples: new Int16Array(14_000), sampleRate: 8000 };
    const { voice, store } = studio({ intercept: failingTurn(7, () => silence) });
    await expect(produceEpisode({ voice, store }, scriptOf(20), { name })).rejects.toMatchObject({
      code: 'audio-implausible',
      isRetryable: true,
      message: expect.stringMatching(/^Turn 7 \(Alex\): .*silent/),
    });
    expect(await store.size(name)).toBeUndefined();
  });

  test('when an error is not retryable, the turn is asked for once', async () => {
    const { voice, store } = studio({ intercept: failingTurn(2, () => failed(false)) });
    await expect(produceEpisode({ voice, store }, scriptOf(4), { name })).rejects.toMatchObject({
      code: 'voice-failed',
      isRetryable: false,
    });
    expect(voice.requests.filter(isPoint(2))).toHaveLength(1);
  });

  test('when a turn failed for good and production is started again, finished turns are not voiced again', async () => {
    let isBroken = true;
    const { voice, store } = studio({
      intercept: failingTurn(7, () => (isBroken ? failed(true) : undefined)),
    });
    await expect(produceEpisode({ voice, store }, scriptOf(20), { name })).rejects.toThrow('Turn 7');
    const before = voice.requests.length;
    const kept = store.names().length;
    isBroken = false;
    await produceEpisode({ voice, store }, scriptOf(20), { name });
    expect(voice.requests.length - before).toBe(20 - kept);
    expect(kept).toBeGreaterThanOrEqual(6);
  });

  test('when another turn is under way while one fails, it is finished and kept', async () => {
    const intercept = async (request: SpeechRequest) => {
      if (isPoint(1)(request)) throw failed(false);
      await new Promise((done) => setImmediate(done));
      return undefined;
    };
    const { voice, store } = studio({ parallelism: 2, intercept });
    await expect(produceEpisode({ voice, store }, scriptOf(9), { name })).rejects.toThrow('Turn 1');
    expect([voice.requests.length, store.names().length]).toEqual([2, 1]);
  });

  test('when kept speech is damaged, that turn is voiced again', async () => {
    const { voice, store } = studio({
      intercept: failingTurn(4, (times) => (times === 0 ? failed(false) : undefined)),
    });
    await expect(produceEpisode({ voice, store }, scriptOf(4), { name })).rejects.toThrow('Turn 4');
    const [damaged = ''] = store.names();
    await store.write(damaged, Buffer.from('not speech'));
    const before = voice.requests.length;
    await produceEpisode({ voice, store }, scriptOf(4), { name });
    expect(voice.requests.length - before).toBe(2);
  });

  test('when it is aborted at turn 5, it ends with what was finished kept, and goes on from there', async () => {
    const cancel = new AbortController();
    const { voice, store } = studio({
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
    const { voice, store } = studio();
    const short = { ...store, size: async (asked: string) => (asked === name ? 260 : store.size(asked)) };
    await expect(produceEpisode({ voice, store: short }, scriptOf(2), { name })).rejects.toMatchObject({
      code: 'audio-implausible',
    });
  });
});
