import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createFileAudioStore,
  createFliteVoice,
  produceEpisode,
  type SpeechRequest,
  type Voice,
} from '@la-factoria/audio';
import { bytesFrom, scriptOf } from '@la-factoria/audio/testing';
import id3 from 'node-id3';

import { decode, levelBetween, pitchOf } from './listen.ts';
import { makeTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

const name = 'job/podcast.mp3';

/** The same voice, with a list of what it was asked. */
function counting(voice: Voice, onRequest: (count: number) => void = () => {}) {
  const requests: SpeechRequest[] = [];
  const counted: Voice = {
    ...voice,
    speak: (request) => {
      requests.push(request);
      onRequest(requests.length);
      return voice.speak(request);
    },
  };
  return { voice: counted, requests };
}

describe('an episode by the built-in voices', () => {
  const voice = createFliteVoice();
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await makeTemporaryFolder();
  });
  afterEach(() => folder.remove());
  afterAll(() => voice.close());
  const storeHere = () => createFileAudioStore({ directory: folder.path });

  test('when the MP3 is decoded, it lasts as long as the episode says and has no errors', async () => {
    const store = storeHere();
    const episode = await produceEpisode({ voice, store }, scriptOf(8), { name });
    const heard = await decode(await bytesFrom(store.read(name)));
    expect(heard.errors).toBe(0);
    expect(heard.sampleRate).toBe(16_000);
    expect(Math.abs(heard.seconds - episode.durationSeconds)).toBeLessThan(0.036);
  });

  test('when the length is estimated from the characters, it is met within 15 %', async () => {
    const script = scriptOf(12);
    const { durationSeconds } = await produceEpisode({ voice, store: storeHere() }, script, { name });
    const characters = script.turns.reduce((sum, { text }) => sum + text.length, 0);
    const { charactersPerSecond, pauseSeconds } = voice.speakingRate;
    const estimate = characters / charactersPerSecond + pauseSeconds * (script.turns.length - 1);
    expect(Math.abs(estimate / durationSeconds - 1)).toBeLessThan(0.15);
  });

  test('when two speakers talk, each chapter is heard in its own voice, equally loud and never clipped', async () => {
    const store = storeHere();
    const turns = ['Alex', 'Sam'].map((speaker) => ({
      speaker,
      section: speaker,
      text: 'Plants make sugar out of light, water and air, and they do so in their leaves.',
    }));
    const { chapters } = await produceEpisode({ voice, store }, scriptOf(0, { turns }), { name });
    const heard = await decode(await bytesFrom(store.read(name)));
    const [alex, sam] = chapters.map(({ startSeconds, endSeconds }) => ({
      pitch: pitchOf(heard.samples.subarray(startSeconds * 16_000, endSeconds * 16_000), 16_000),
      level: levelBetween(heard, startSeconds, endSeconds),
    }));
    expect(alex?.pitch).toBeGreaterThan(1.2 * (sam?.pitch ?? Number.NaN));
    expect(Math.abs((alex?.level ?? Number.NaN) - (sam?.level ?? Number.NaN))).toBeLessThan(2.5);
    expect(alex?.level).toBeGreaterThan(-24);
    expect(heard.samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeLessThan(0.9);
  });

  test('when a new section begins, there is a pause before it', async () => {
    const store = storeHere();
    const { chapters } = await produceEpisode({ voice, store }, scriptOf(4, { perSection: 2 }), { name });
    const heard = await decode(await bytesFrom(store.read(name)));
    const start = chapters[1]?.startSeconds ?? Number.NaN;
    expect(levelBetween(heard, start - 0.7, start - 0.1)).toBeLessThan(-50);
    expect(levelBetween(heard, start, start + 1)).toBeGreaterThan(-30);
  });

  test('when the tag is read back, it names the title, the language and a chapter a section', async () => {
    const store = storeHere();
    const script = scriptOf(4, { title: 'Größe & “Maß”', perSection: 2 });
    const { chapters } = await produceEpisode({ voice, store }, script, { name });
    const tag = id3.read(await bytesFrom(store.read(name)));
    expect(tag).toMatchObject({ title: 'Größe & “Maß”', language: 'eng' });
    expect(
      tag.chapter?.map(({ tags, startTimeMs, endTimeMs }) => [tags?.title, startTimeMs, endTimeMs]),
    ).toEqual(
      chapters.map(({ title, startSeconds, endSeconds }) => [
        title,
        Math.round(1000 * startSeconds),
        Math.round(1000 * endSeconds),
      ]),
    );
    expect(tag.tableOfContents?.[0]?.elements).toEqual(['chapter1', 'chapter2']);
  });

  test('when it is aborted at turn 5 and started again, only the unfinished turns are voiced', async () => {
    const cancel = new AbortController();
    const store = storeHere();
    const first = counting({ ...voice, parallelism: 1 }, (count) => {
      if (count === 5) cancel.abort();
    });
    const call = produceEpisode({ voice: first.voice, store }, scriptOf(8), { name, signal: cancel.signal });
    await expect(call).rejects.toMatchObject({ code: 'audio-aborted' });
    expect(await readdir(join(folder.path, 'job', 'podcast.mp3.speech'))).toHaveLength(4);

    const second = counting(voice);
    const episode = await produceEpisode({ voice: second.voice, store: storeHere() }, scriptOf(8), { name });
    expect(second.requests.map(({ text }) => text)).toEqual(
      scriptOf(8)
        .turns.slice(4)
        .map(({ text }) => voice.speakable(text, 'en')),
    );
    expect(episode.turns).toBe(8);
    expect((await readdir(join(folder.path, 'job'))).sort()).toEqual([
      'podcast.mp3',
      'podcast.mp3.json',
      'podcast.vtt',
    ]);
  });

  test('when it was finished before, the MP3 is not made again', async () => {
    const store = storeHere();
    const first = await produceEpisode({ voice, store }, scriptOf(2), { name });
    const second = counting(voice);
    expect(await produceEpisode({ voice: second.voice, store }, scriptOf(2), { name })).toEqual(first);
    expect(second.requests).toEqual([]);
  });

  test.each([
    ['silent', (samples: Int16Array) => samples.fill(0), /silent/],
    ['truncated', (samples: Int16Array) => samples.slice(0, samples.length / 3), /were expected/],
  ])('F22 when a real voice turns %s, there is no episode', async (_, spoil, why) => {
    const store = storeHere();
    const spoiled: Voice = {
      ...voice,
      speak: async (request) => {
        const speech = await voice.speak(request);
        if (speech.audio.format !== 'pcm' || !isLast(request)) return speech;
        return { ...speech, audio: { format: 'pcm', samples: spoil(speech.audio.samples) } };
      },
    };
    const isLast = ({ text }: SpeechRequest) => text.endsWith('point three.');
    await expect(produceEpisode({ voice: spoiled, store }, scriptOf(3), { name })).rejects.toMatchObject({
      code: 'audio-implausible',
      message: expect.stringMatching(why),
    });
    expect(await store.size(name)).toBeUndefined();
  });

  test('F21 when a turn is hostile text, the episode is made of words and the rest', async () => {
    const texts = [
      'Let us begin with this.',
      '-f /etc/hostname',
      '👍',
      '<speak>Well then.<break time="99s"/></speak>',
      '...',
    ];
    const turns = texts.map((text, index) => ({ speaker: index % 2 ? 'Sam' : 'Alex', text, section: 'One' }));
    const episode = await produceEpisode({ voice, store: storeHere() }, scriptOf(0, { turns }), { name });
    expect(episode).toMatchObject({ turns: 3, skippedTurns: [2, 4] });
    expect(episode.durationSeconds).toBeLessThan(12);
  });

  test('F21 when a turn has 20000 characters, all of it is heard as one turn, in pieces voiced by themselves', async () => {
    const fast = createFliteVoice({ rate: 2 });
    const sentence = 'Every living thing is made of cells, and every cell comes from another cell. ';
    const turns = [{ speaker: 'Alex', section: 'One', text: sentence.repeat(260) }];
    const first = counting(fast);
    const episode = await produceEpisode({ voice: first.voice, store: storeHere() }, scriptOf(0, { turns }), {
      name,
    });
    await fast.close();
    const estimate = (260 * sentence.length) / fast.speakingRate.charactersPerSecond;
    expect(260 * sentence.length).toBeGreaterThan(20_000);
    expect([episode.turns, episode.turnTimes.length]).toEqual([1, 1]);
    expect(Math.max(...first.requests.map(({ text }) => text.length))).toBeLessThanOrEqual(600);
    expect(Math.abs(episode.durationSeconds / estimate - 1)).toBeLessThan(0.15);
  });
});
