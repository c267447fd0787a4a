import { AudioError, aborted } from '../errors.ts';
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
  /**
   * Called before each answer with the request and how many came before it: throw to fail, return speech to
   * answer with it, return nothing for the usual tone.
   */
  intercept?: (request: SpeechRequest, count: number) => Speech | undefined | Promise<Speech | undefined>;
}

/** Four times as fast as anybody speaks, to keep tests short. */
const charactersPerSecond = 60;

/**
 * A voice that hums: each voice its own tone, as long as the text would take. Deterministic, without threads;
 * says nothing of speech, but all that production asks of a voice holds.
 */
export function createFakeVoice(options: FakeVoiceOptions = {}): FakeVoice {
  const { voices = ['low', 'high'], sampleRate = 8000, parallelism = 2, languages = 'any' } = options;
  const requests: SpeechRequest[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  let isClosed = false;

  const hum = (text: string, voice: string): Speech => {
    const frequency = 120 * 1.5 ** voices.indexOf(voice);
    const length = Math.round((sampleRate * text.length) / charactersPerSecond);
    // A syllable rises and falls five times a second.
    const samples = Int16Array.from({ length }, (_, index) => {
      const seconds = index / sampleRate;
      const syllable = 0.6 + 0.4 * Math.sin(2 * Math.PI * 5 * seconds);
      return Math.round(9000 * syllable * Math.sin(2 * Math.PI * frequency * seconds));
    });
    return { samples, sampleRate };
  };

  return {
    id: 'fake',
    voices,
    languages,
    sampleRate,
    parallelism,
    speakingRate: { charactersPerSecond, pauseSeconds: 0.4 },
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    async speak(request) {
      const { text, voice, signal } = request;
      if (isClosed) throw new AudioError('voice-failed', 'The voice is closed', { isRetryable: true });
      if (!voices.includes(voice)) throw new AudioError('voice-unknown', `There is no voice "${voice}"`);
      if (!/[\p{L}\p{N}]/u.test(text)) throw new AudioError('text-unspeakable', 'There is nothing to say');
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
