import { AudioError } from '../errors.ts';
import { openMp3Decoder } from '../mp3/mp3-decoder.ts';
import { createMp3Walk } from '../mp3/walk-mp3.ts';
import type { Speech } from '../ports/voice.ts';
import { toInt16 } from '../signal/samples.ts';

export interface DecodedSpeech {
  samples: Int16Array;
  /** Hertz; what is in the audio, whatever the speech said of it. */
  sampleRate: number;
}

/**
 * The samples of a piece of speech. Throws `audio-implausible` (retryable: another try may give sound audio) for an
 * MP3 that is broken or ends within a frame: half of it is never taken for the whole.
 */
export async function decodeSpeech({ audio, sampleRate }: Speech): Promise<DecodedSpeech> {
  if (audio.format === 'pcm') return { samples: audio.samples, sampleRate };
  const walk = createMp3Walk();
  walk.push(audio.bytes);
  walk.end();
  const decoder = await openMp3Decoder();
  try {
    const samples = toInt16(decoder.decode(audio.bytes));
    const [complaint] = decoder.complaints;
    if (complaint !== undefined)
      throw new AudioError('audio-implausible', `The MP3 is broken: ${complaint}`, { isRetryable: true });
    return { samples, sampleRate: decoder.sampleRate };
  } finally {
    decoder.close();
  }
}
