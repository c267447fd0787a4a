export interface SpeechRequest {
  /**
   * At most `Voice.maximumCharacters` once it is made speakable. Plain data: Markdown, markup and symbols in it are
   * spoken sensibly or left out, never obeyed.
   */
  text: string;
  /** The name of one of `Voice.voices`. */
  voice: string;
  /** BCP 47. */
  language: string;
  /** What the same episode says just before and after, whoever says it: some voices fit their tone to it. */
  previousText?: string | undefined;
  nextText?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Mono. */
export type SpokenAudio =
  /** 16 bits. */
  | { format: 'pcm'; samples: Int16Array }
  /** As it came: not looked into yet. */
  | { format: 'mp3'; bytes: Uint8Array };

export interface Speech {
  audio: SpokenAudio;
  /** Hertz. That of an MP3 is what was asked for; what is in it is found out when it is decoded. */
  sampleRate: number;
  /** What the provider counts, and a paid one bills. */
  characters: number;
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
 * Turns text into speech: one request, one try. Trying again is the caller's (`speech/voice-units.ts`).
 *
 * `speak` rejects with an AudioError, whose `isRetryable` and `retryAfterSeconds` say what helps:
 * `text-unspeakable` if nothing in the text can be spoken (punctuation or emoji alone), `text-too-long`,
 * `voice-unknown`, `audio-aborted`, or one of the codes that begin with `voice-`.
 */
export interface Voice {
  /** Names the engine, its version, model and settings: part of the key under which speech is kept. */
  readonly id: string;
  /** At least two, in the order in which a script's speakers get them. */
  readonly voices: readonly string[];
  /** Primary subtags of the languages spoken (`en`), or `any`. */
  readonly languages: readonly string[] | 'any';
  /** Hertz, of all speech. */
  readonly sampleRate: number;
  /** How many requests are worked on at once; more wait. */
  readonly parallelism: number;
  /** The longest text of a request, after `speakable`. */
  readonly maximumCharacters: number;
  readonly speakingRate: SpeakingRate;
  /**
   * The text as it is read aloud: without Markdown and markup, numbers and signs written out as far as this voice
   * needs it. Made speakable again it stays as it is. Empty if there is nothing to say.
   */
  speakable(text: string, language: string): string;
  speak(request: SpeechRequest): Promise<Speech>;
  /** Ends what runs. What is still asked for is refused with `voice-failed`. */
  close(): Promise<void>;
}
