import { createFileAudioStore, produceEpisode } from '@la-factoria/audio';
import { createFakeVoice, decodeSpeech, scriptOf } from '@la-factoria/audio/testing/sound';

/** A sample this large is sound, not what the encoder smears before it. */
const soundLevel = 1000;

/**
 * How far, in milliseconds at most, the first sound of each of 20 turns in the decoded MP3 is from where the episode
 * says that the turn begins. The voice hums, from its first sample on.
 */
export async function measureOffsets(directory: string): Promise<number> {
  const voice = createFakeVoice({ sampleRate: 16_000 });
  const store = createFileAudioStore({ directory });
  const { turnTimes } = await produceEpisode({ voice, store }, scriptOf(20), { name: 'offsets/podcast.mp3' });
  const pieces: Uint8Array[] = [];
  for await (const piece of store.read('offsets/podcast.mp3')) pieces.push(piece);
  const mp3 = { format: 'mp3' as const, bytes: Buffer.concat(pieces) };
  const { samples, sampleRate } = await decodeSpeech({ audio: mp3, sampleRate: 16_000, characters: 0 });
  const offsets = turnTimes.map(({ startSeconds }, index) => {
    const quietFrom = Math.round(((turnTimes[index - 1]?.endSeconds ?? 0) + 0.05) * sampleRate);
    const first = samples.subarray(quietFrom).findIndex((sample) => Math.abs(sample) > soundLevel);
    return Math.abs((quietFrom + first) / sampleRate - startSeconds);
  });
  return 1000 * Math.max(...offsets);
}
