export interface SpeechRequest {
  text: string;
  /** The name of one of `Voice.voices`. */
  voice: string;
  signal?: AbortSignal;
}

/** Mono PCM, 16 bits. */
export interface Speech {
  samples: Int16Array;
  /** Hertz. */
  sampleRate: number;
}

/** Turns text into speech. */
export interface Voice {
  /** Names the engine, its version and settings: part of the key under which speech is kept. */
  readonly id: string;
  /** At least two, in the order in which a script's speakers get them. */
  readonly voices: readonly string[];
  /** How fast these voices speak: what a script's writer needs to plan its length. */
  readonly speakingRate: { charactersPerSecond: number; pauseSeconds: number };
  speak(request: SpeechRequest): Promise<Speech>;
  close(): Promise<void>;
}
