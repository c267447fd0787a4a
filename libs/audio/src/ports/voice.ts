export interface SpeechRequest {
  /** Plain data: Markdown, markup and symbols in it are spoken sensibly or left out, never obeyed. */
  text: string;
  /** The name of one of `Voice.voices`. */
  voice: string;
  signal?: AbortSignal | undefined;
}

/** Mono PCM, 16 bits. */
export interface Speech {
  samples: Int16Array;
  /** Hertz. */
  sampleRate: number;
}

/**
 * How fast voices speak: what a script's writer needs to plan its length.
 * seconds ≈ characters of all turns / charactersPerSecond + pauseSeconds × (turns − 1)
 */
export interface SpeakingRate {
  /** Characters of a turn's text as it stands in the script, spaces included. */
  charactersPerSecond: number;
  /** What one more turn adds, whatever its length. */
  pauseSeconds: number;
}

/**
 * Turns text into speech.
 *
 * `speak` rejects with an AudioError: `text-unspeakable` if nothing in the text can be spoken (punctuation
 * or emoji alone), `voice-unknown`, `audio-aborted`, or `voice-failed` (retryable if another try may help).
 */
export interface Voice {
  /** Names the engine, its version and settings: part of the key under which speech is kept. */
  readonly id: string;
  /** At least two, in the order in which a script's speakers get them. */
  readonly voices: readonly string[];
  /** Primary subtags of the languages spoken (`en`), or `any`. */
  readonly languages: readonly string[] | 'any';
  /** Hertz, of all speech. */
  readonly sampleRate: number;
  /** How many requests are worked on at once; more wait. */
  readonly parallelism: number;
  readonly speakingRate: SpeakingRate;
  speak(request: SpeechRequest): Promise<Speech>;
  /** Ends what runs. What is still asked for is refused with `voice-failed`. */
  close(): Promise<void>;
}
