import { describe, expect, test } from '@jest/globals';

import { produceEpisode } from './produce-episode.ts';
import { createFakeVoice, type FakeVoiceOptions } from '../testing/fake-voice.ts';
import { createMemoryAudioStore } from '../testing/memory-audio-store.ts';
import { scriptOf } from '../testing/script-of.ts';
import { createMp3Walk } from '../mp3/walk-mp3.ts';

const name = 'job/podcast.mp3';

function workplace(options: FakeVoiceOptions = {}) {
  return { voice: createFakeVoice(options), store: createMemoryAudioStore() };
}

async function walked(store: ReturnType<typeof createMemoryAudioStore>) {
  const walk = createMp3Walk();
  for await (const piece of store.read(name)) walk.push(piece);
  return walk.end();
}

describe('producing an episode', () => {
  test('when a script is produced, the MP3 is as long as the episode says', async () => {
    const { voice, store } = workplace();
    const episode = await produceEpisode({ voice, store }, scriptOf(6), { name });
    const { durationSeconds, bytes } = await walked(store);
    expect(durationSeconds).toBeCloseTo(episode.durationSeconds, 3);
    expect(bytes).toBe(episode.bytes);
  });

  test('when a script is produced, the episode tells its chapters, voices, turns and characters', async () => {
    const script = scriptOf(6, { perSection: 3 });
    const episode = await produceEpisode(workplace(), script, { name });
    expect(episode).toMatchObject({ name, turns: 6, skippedTurns: [], voices: { Alex: 'low', Sam: 'high' } });
    expect(episode.chapters.map(({ title }) => title)).toEqual(['Part 1', 'Part 2']);
    expect(episode.characters).toBe(script.turns.map(({ text }) => text).join('').length);
  });

  test('when it is done, the speech is removed and the MP3, its transcript and its record stay', async () => {
    const { voice, store } = workplace();
    await produceEpisode({ voice, store }, scriptOf(3), { name });
    expect(store.names()).toEqual([name, `${name}.json`, 'job/podcast.vtt']);
  });

  test('when progress is told, it rises from 0 to 1', async () => {
    const fractions: number[] = [];
    await produceEpisode(workplace(), scriptOf(5), {
      name,
      onProgress: (fraction) => fractions.push(fraction),
    });
    expect(fractions).toEqual([...fractions].sort((one, other) => one - other));
    expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
    expect(new Set(fractions).size).toBeGreaterThan(5);
  });

  test('when the voice works on three requests at once, no more are asked at once', async () => {
    const { voice, store } = workplace({
      parallelism: 3,
      intercept: () => new Promise((done) => setImmediate(done, undefined)),
    });
    await produceEpisode({ voice, store }, scriptOf(9), { name });
    expect(voice.mostAtOnce).toBe(3);
  });

  test('when turns say the same by the same voice, it is voiced once', async () => {
    const { voice, store } = workplace();
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
    const { voice, store } = workplace();
    const first = await produceEpisode({ voice, store }, scriptOf(4), { name });
    const second = await produceEpisode({ voice, store }, scriptOf(4), { name });
    expect([second, voice.requests.length]).toEqual([first, 4]);
  });

  test('when the script changed, the episode is made anew', async () => {
    const { voice, store } = workplace();
    await produceEpisode({ voice, store }, scriptOf(4), { name });
    const longer = await produceEpisode({ voice, store }, scriptOf(5), { name });
    expect(longer.turns).toBe(5);
    expect((await walked(store)).durationSeconds).toBeCloseTo(longer.durationSeconds, 3);
  });

  test('when the MP3 of a finished episode is gone, it is made anew', async () => {
    const { voice, store } = workplace();
    await produceEpisode({ voice, store }, scriptOf(2), { name });
    await store.delete(name);
    await produceEpisode({ voice, store }, scriptOf(2), { name });
    expect(await store.size(name)).toBeGreaterThan(1000);
  });

  test('when speech is kept and one turn changes, only that turn is voiced, and what it said before is deleted', async () => {
    const { voice, store } = workplace();
    const script = scriptOf(6);
    await produceEpisode({ voice, store }, script, { name, keepSpeech: true });
    const before = store.names().filter((each) => each.startsWith('job/podcast.mp3.speech/'));
    const turns = script.turns.with(2, {
      speaker: 'Alex',
      section: 'Part 1',
      text: 'Something else is said here.',
    });
    await produceEpisode({ voice, store }, { ...script, turns }, { name, keepSpeech: true });
    const after = store.names().filter((each) => each.startsWith('job/podcast.mp3.speech/'));
    expect(voice.requests.slice(6).map(({ text }) => text)).toEqual(['Something else is said here.']);
    expect([before.length, after.length, after.filter((each) => before.includes(each)).length]).toEqual([
      6, 6, 5,
    ]);
  });

  test('when speech was kept and no longer is wanted, it is deleted', async () => {
    const { voice, store } = workplace();
    await produceEpisode({ voice, store }, scriptOf(2), { name, keepSpeech: true });
    await produceEpisode({ voice, store }, scriptOf(3), { name });
    expect(store.names().filter((each) => each.startsWith('job/podcast.mp3.speech/'))).toEqual([]);
  });

  test('when it has been heard, its loudness is that of podcasts and no peak is clipped', async () => {
    const { loudnessLufs, truePeakDbtp } = await produceEpisode(workplace(), scriptOf(6), { name });
    expect(Math.abs((loudnessLufs ?? 0) - -16)).toBeLessThan(1);
    expect(truePeakDbtp).toBeLessThan(-1);
  });

  test('when the voice speaks, it is told what is said around and counts are passed on', async () => {
    const { voice, store } = workplace();
    const spoken: number[] = [];
    const script = scriptOf(3);
    await produceEpisode({ voice, store }, script, {
      name,
      onSpoken: ({ characters }) => spoken.push(characters),
    });
    const texts = script.turns.map(({ text }) => text);
    expect(voice.requests.map(({ previousText, nextText }) => [previousText, nextText])).toEqual([
      [undefined, texts[1]],
      [texts[0], texts[2]],
      [texts[1], undefined],
    ]);
    expect(spoken).toEqual(texts.map(({ length }) => length));
  });
});
