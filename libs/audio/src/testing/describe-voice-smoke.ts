import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { produceEpisode } from '../episode/produce-episode.ts';
import type { Voice } from '../ports/voice.ts';
import type { Script } from '../script.ts';
import { createMemoryAudioStore } from './memory-audio-store.ts';

const script: Script = {
  title: 'Cells',
  language: 'en',
  turns: [
    { speaker: 'Alex', section: 'Cells', text: 'Every living thing is made of cells.' },
    { speaker: 'Sam', section: 'Cells', text: 'And every cell comes from another one?' },
  ],
};
const characters = script.turns.map(({ text }) => text).join('').length;

/** The part of what voices must do that can be asked of a paid provider: two short turns, and a key that is wrong. */
export function describeVoiceSmoke(name: string, open: (apiKey?: string) => Promise<Voice>): void {
  describe(`a voice in earnest: ${name}`, () => {
    let voice: Voice;
    beforeAll(async () => {
      voice = await open();
    });
    afterAll(() => voice.close());

    test('when two speakers talk, what comes passes all checks and makes an episode of the expected length', async () => {
      let billed = 0;
      const onSpoken = (spoken: { characters: number }) => (billed += spoken.characters);
      const store = createMemoryAudioStore();
      const episode = await produceEpisode({ voice, store }, script, { name: 'podcast.mp3', onSpoken });

      const { charactersPerSecond, pauseSeconds } = voice.speakingRate;
      const planned = characters / charactersPerSecond + pauseSeconds;
      expect(episode.durationSeconds / planned).toBeGreaterThan(0.6);
      expect(episode.durationSeconds / planned).toBeLessThan(1.6);
      expect(Math.abs((episode.loudnessLufs ?? 0) + 16)).toBeLessThan(1);
      expect(episode.truePeakDbtp).toBeLessThanOrEqual(-1);
      expect(billed).toBeGreaterThan(0);
    });

    test('when the key is wrong, the error says so and does not repeat it', async () => {
      const apiKey = 'sk_0123456789abcdef0123456789abcdef';
      const stranger = await open(apiKey);
      const [speaker = ''] = stranger.voices;
      const error = await stranger
        .speak({ text: 'Hello.', voice: speaker, language: 'en' })
        .catch((thrown: unknown) => thrown);
      await stranger.close();
      expect(error).toMatchObject({ code: 'voice-unauthorized', isRetryable: false });
      expect(error).toHaveProperty('message', expect.not.stringContaining(apiKey));
    });
  });
}
