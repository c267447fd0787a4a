import { expect, test } from '@jest/globals';

import { createFakeVoice } from '../testing/fake-voice.ts';
import { createMemoryAudioStore } from '../testing/memory-audio-store.ts';
import { scriptOf } from '../testing/script-of.ts';
import { produceEpisode } from './produce-episode.ts';

const sampleRate = 16_000;

/** A low hum with a peak of 2 ms, twelve times as high, five times a second; it dies away as speech does. */
function peaky(text: string): Int16Array {
  const samples = new Int16Array(Math.round((sampleRate * text.length) / 60));
  const { sin, min, round, PI } = Math;
  for (let index = 0; index < samples.length; index++) {
    const level = index % (0.2 * sampleRate) < 0.002 * sampleRate ? 30_000 : 2500;
    const ending = min(1, (samples.length - 1 - index) / (0.05 * sampleRate));
    samples[index] = round(ending * level * sin((2 * PI * 200 * index) / sampleRate));
  }
  return samples;
}

test('when holding peaks down takes more of the loudness than usual, the episode is assembled again, louder', async () => {
  const voice = createFakeVoice({
    sampleRate,
    intercept: ({ text }) => ({
      ...{ audio: { format: 'pcm', samples: peaky(text) }, sampleRate, characters: text.length },
    }),
  });
  const store = createMemoryAudioStore();
  const { loudnessLufs, truePeakDbtp } = await produceEpisode({ voice, store }, scriptOf(4), {
    name: 'job/podcast.mp3',
  });
  expect(Math.abs((loudnessLufs ?? 0) + 16)).toBeLessThan(1);
  expect(truePeakDbtp).toBeLessThanOrEqual(-1);
});
