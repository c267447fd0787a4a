import type { Speech } from '../ports/voice.ts';
import { resample } from '../signal/resample.ts';
import { toFloat32 } from '../signal/samples.ts';
import { checkSpeech, type ExpectedSpeech } from '../speech/check-speech.ts';
import { decodeSpeech } from '../speech/decode-speech.ts';

/** A piece of speech, what is expected of it, and the rate at which it is wanted, in hertz. */
export interface SpeechToConform {
  speech: Speech;
  expected: ExpectedSpeech;
  sampleRate: number;
}

/** Samples (−1 to 1) of checked speech, without the silence around it. Throws `audio-implausible` (retryable). */
export async function conformSpeech({
  speech,
  expected,
  sampleRate,
}: SpeechToConform): Promise<Float32Array> {
  const decoded = await decodeSpeech(speech);
  return resample(toFloat32(checkSpeech(decoded, expected)), decoded.sampleRate, sampleRate);
}
