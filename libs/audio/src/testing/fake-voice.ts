import { AudioError, aborted } from '../errors.ts';
import { assertSpeakable, unknownVoice } from '../speech/refuse-request.ts';
import type { Speech, SpeechRequest, Voice } from '../ports/voice.ts';

export interface FakeVoice extends Voice {
  /** What `speak` was asked, in order, failures included. */
  readonly requests: readonly SpeechRequest[];
  /** How many requests were worked on at once, at most. */
  readonly mostAtOnce: number;
}

export interface FakeVoiceOptions {
  /** @default low, high */
  voices?: readonly string[];
  /** Hertz. @default 8000 */
  sampleRate?: number;
  /** @default 2 */
  parallelism?: number;
  languages?: readonly string[] | 'any';
  /** @default 5000 */
  maximumCharacters?: number;
  /** Part of the key under which speech is kept. @default fake */
  id?: string;
  /**
   * Called before each answer with the request and how many came before it: throw to fail, return speech to
   * answer with it, return nothing for the usual tone.
   */
  intercept?: (request: SpeechRequest, count: number) => Speech | undefined | Promise<Speech | undefined>;
}

/** Four times as fast as anybody speaks, to keep tests short. */
const charactersPerSecond = 60;

const speakable = (text: string): string => (/[\p{L}\p{N}]/u.test(text) ? text.trim() : '');

/**
 * A voice that hums: each voice its own tone, as long as the text would take. Deterministic, without threads;
 * says nothing of speech, but all that production asks of a voice holds.
 */
export function createFakeVoice(options: FakeVoiceOptions = {}): FakeVoice {
  const { voices = ['low', 'high'], sampleRate = 8000, parallelism = 2, languages = 'any' } = options;
  const { maximumCharacters = 5000, id = 'fake' } = options;
  const requests: SpeechRequest[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  let isClosed = false;

  const hum = (text: string, voice: string): Speech => {
    const frequency = 120 * 1.5 ** voices.indexOf(voice);
    const length = Math.round((sampleRate * text.length) / charactersPerSecond);
    const samples = new Int16Array(length);
    // Taken out of the loop: within Jest each look at a global costs more than the sine.
    const { sin, min, round, PI } = Math;
    for (let index = 0; index < length; index++) {
      const seconds = index / sampleRate;
      // A syllable rises and falls five times a second.
      const syllable = 0.6 + 0.4 * sin(2 * PI * 5 * seconds);
      // Speech dies away at its end.
      const ending = min(1, (length - 1 - index) / (0.05 * sampleRate));
      samples[index] = round(9000 * ending * syllable * sin(2 * PI * frequency * seconds));
    }
    return { audio: { format: 'pcm', samples }, sampleRate, characters: text.length };
  };

  return {
    id,
    voices,
    languages,
    sampleRate,
    parallelism,
    maximumCharacters,
    speakable,
    speakingRate: { charactersPerSecond, pauseSeconds: 0.4 },
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    async speak(request) {
      const { text, voice, signal } = request;
      if (isClosed) throw new AudioError('voice-failed', 'The voice is closed', { isRetryable: true });
      if (!voices.includes(voice)) throw unknownVoice(voice, voices);
      assertSpeakable(speakable(text), maximumCharacters);
      requests.push(request);
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      try {
        const speech = await options.intercept?.(request, requests.length - 1);
        if (signal?.aborted) throw aborted(signal);
        return speech ?? hum(text, voice);
      } finally {
        atOnce--;
      }
    },
    async close() {
      isClosed = true;
    },
  };
}
