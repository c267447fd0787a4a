import { describe, expect, test } from '@jest/globals';

import { AudioError } from '../errors.ts';
import type { AudioStore } from '../ports/audio-store.ts';
import { createFakeVoice } from '../testing/fake-voice.ts';
import { createMemoryAudioStore } from '../testing/memory-audio-store.ts';
import { scriptOf } from '../testing/script-of.ts';
import { bytesFrom } from '../testing/stored-bytes.ts';
import { produceEpisode } from './produce-episode.ts';

const name = 'job/podcast.mp3';
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3);

function workplace() {
  const [voice, store] = [createFakeVoice(), createMemoryAudioStore()];
  const make = (script = scriptOf(2), options: object = {}, at: AudioStore = store) =>
    produceEpisode({ voice, store: at }, script, { name, retry: { firstWaitSeconds: 0 }, ...options });
  return { voice, store, make, bytes: async () => (await bytesFrom(store.read(name))).toString('base64') };
}
/** A script as long to the sample as the first, in other words. */
const mirrored = () => {
  const script = scriptOf(2);
  return {
    ...script,
    turns: script.turns.map((turn) => ({ ...turn, text: [...turn.text].reverse().join('') })),
  };
};
/** Fails once at whatever is written under this name. */
const failingAt = (store: AudioStore, failing: string): AudioStore => {
  let hasFailed = false;
  return {
    ...store,
    async write(file, bytes) {
      if (file === failing && !hasFailed) {
        hasFailed = true;
        throw new AudioError('audio-store-failed', 'Away', { isRetryable: true });
      }
      return store.write(file, bytes);
    },
  };
};

describe('what is known of a finished episode', () => {
  test.each(['job/podcast.vtt', `${name}.json`])(
    'when another script of the same length dies at %s, the first is not taken for finished',
    async (failing) => {
      const { make, bytes, store, voice } = workplace();
      await make();
      const first = await bytes();
      await expect(make(mirrored(), {}, failingAt(store, failing))).rejects.toMatchObject({
        code: 'audio-store-failed',
      });
      await make();
      expect(await bytes()).toBe(first);
      expect(voice.requests.length).toBeGreaterThan(4);
    },
  );

  test.each(['{"key":', '{"key":"x"}', '7', ''])(
    'when the record is %j, the episode is made again',
    async (text) => {
      const { make, store, voice } = workplace();
      await make();
      await store.write(`${name}.json`, Buffer.from(text));
      await expect(make()).resolves.toMatchObject({ turns: 2 });
      expect(voice.requests).toHaveLength(4);
    },
  );

  test('when only the transcript is gone, it is written again and nothing is voiced', async () => {
    const { make, store, voice } = workplace();
    await make();
    const transcript = (await bytesFrom(store.read('job/podcast.vtt'))).toString();
    await store.delete('job/podcast.vtt');
    await make();
    expect((await bytesFrom(store.read('job/podcast.vtt'))).toString()).toBe(transcript);
    expect(voice.requests).toHaveLength(2);
  });

  test('when another cover is given, the episode is made with it', async () => {
    const { make } = workplace();
    const without = await make();
    const covered = await make(scriptOf(2), { cover: { bytes: png } });
    expect(covered.bytes).toBeGreaterThan(without.bytes);
  });
});

describe('episodes beside each other', () => {
  test('when one of a folder is made while another is, or is finished, neither harms the other', async () => {
    const { make, store, voice } = workplace();
    const [one, two] = ['job/one.mp3', 'job/two.mp3'];
    const made = await Promise.all([make(scriptOf(1), { name: one }), make(scriptOf(12), { name: two })]);
    await make(scriptOf(1), { name: 'job/three.mp3', keepSpeech: true });
    await make(scriptOf(3), { name: 'other.mp3' });
    expect(made.map(({ turns }) => turns)).toEqual([1, 12]);
    expect(await store.size(one)).toBe(made[0]?.bytes);
    expect(store.names().filter((file) => file.startsWith('job/three.mp3.speech/'))).toHaveLength(1);
    expect(voice.requests).toHaveLength(17);
  });

  test('when three make the same at once, all three get the episode', async () => {
    const { make } = workplace();
    const made = await Promise.all([make(scriptOf(5)), make(scriptOf(5)), make(scriptOf(5))]);
    expect(made.map(({ turns }) => turns)).toEqual([5, 5, 5]);
  });

  test('when the store fails while speech is kept, it is tried again and nothing is voiced twice', async () => {
    const { make, store, voice } = workplace();
    let failures = 3;
    const failing: AudioStore = {
      ...store,
      async write(file, bytes) {
        if (file.endsWith('.speech') && failures-- > 0)
          throw new AudioError('audio-store-failed', 'Away', { isRetryable: true });
        return store.write(file, bytes);
      },
    };
    await expect(make(scriptOf(1), {}, failing)).resolves.toMatchObject({ turns: 1 });
    expect(voice.requests).toHaveLength(1);
  });
});
