import { createFliteVoice } from '../adapters/flite/flite-voice.ts';
import { resample } from '../signal/resample.ts';
import { toFloat32, toInt16 } from '../signal/samples.ts';
import { splitText } from '../speakable/split-text.ts';
import { speakableText } from '../speakable/speakable-text.ts';
import { decodeSpeech } from '../speech/decode-speech.ts';
import { createFakeVoice } from './fake-voice.ts';

export interface SpeechMaker {
  /** What one of two voices says, at this rate. */
  make(text: string, voice: 0 | 1, sampleRate: number): Promise<Int16Array>;
  close(): Promise<void>;
}

/**
 * What a server in tests answers with: real speech by the built-in voices, or, much quicker to make and to hear, a hum of
 * 60 characters a second. The same text is made once.
 */
export function createSpeechMaker(kind: 'flite' | 'hum'): SpeechMaker {
  const made = new Map<string, Promise<Int16Array>>();
  const flite = createFliteVoice();
  const hum = createFakeVoice({ sampleRate: 16_000 });
  const source = kind === 'flite' ? flite : hum;

  const speak = async (text: string, voice: 0 | 1, sampleRate: number): Promise<Int16Array> => {
    const name = source.voices[voice] ?? '';
    const pieces: Int16Array[] = [];
    for (const piece of splitText(speakableText(text), 600)) {
      const speech = await source.speak({ text: piece, voice: name, language: 'en' });
      pieces.push((await decodeSpeech(speech)).samples);
    }
    const joined = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let offset = 0;
    for (const piece of pieces) {
      joined.set(piece, offset);
      offset += piece.length;
    }
    return toInt16(resample(toFloat32(joined), source.sampleRate, sampleRate));
  };

  return {
    make(text, voice, sampleRate) {
      const key = JSON.stringify([text, voice, sampleRate]);
      const known = made.get(key) ?? speak(text, voice, sampleRate);
      made.set(key, known);
      return known;
    },
    close: () => flite.close(),
  };
}
