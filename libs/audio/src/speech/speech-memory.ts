/** All that shapes the sound of a piece of speech. */
export interface SpeechParts {
  /** As it is read aloud. */
  text: string;
  voice: string;
  /** `Voice.id`: engine, model and settings. */
  voiceId: string;
  /** BCP 47. */
  language: string;
}

/** Makes checked speech, as bytes that say nothing of whom they were made for. */
export type MakeSpeech = (signal: AbortSignal | undefined) => Promise<Uint8Array>;

/**
 * Returns speech of these parts that was made before, for whatever episode, or else what `make` makes: a cache. Episodes
 * that ask for the same at once may share one making; it then fails for all of them.
 */
export type RememberSpeech = (
  parts: SpeechParts,
  make: MakeSpeech,
  signal: AbortSignal | undefined,
) => Promise<Uint8Array>;

export const rememberNothing: RememberSpeech = (_parts, make, signal) => make(signal);
