import type { SpeechUnit } from '../episode/plan-turns.ts';
import { AudioError } from '../errors.ts';
import { plainLine } from '../speakable/plain-line.ts';
import { spokenLetters } from '../speakable/spoken-letters.ts';
import type { AudioStore } from '../ports/audio-store.ts';
import type { Speech, Voice } from '../ports/voice.ts';
import type { SpeechToConform } from '../studio/conform-speech.ts';
import type { Examined, Studio } from '../studio/studio.ts';
import { packSpeech, unpackSpeech } from './kept-speech.ts';
import { readWhole } from '../read-whole.ts';
import { type RetryOptions, withRetries } from '../retry/retry.ts';
import type { MakeSpeech, RememberSpeech } from './speech-memory.ts';

/** A unit whose checked speech is in the store. */
export type VoicedUnit = SpeechUnit & Examined;

/** Speech that was found plausible, as it is kept. */
interface CheckedSpeech {
  examined: Examined;
  packed: Uint8Array;
}

export interface VoicingContext {
  voice: Voice;
  store: AudioStore;
  remember: RememberSpeech;
  studio: Studio;
  language: string;
  /** Of the episode, in hertz. */
  sampleRate: number;
  retry: RetryOptions;
  signal: AbortSignal | undefined;
  /** Told of each unit that the voice has spoken: not of those that were kept or remembered. */
  onSpoken: (spoken: { characters: number }) => void;
}

/** What the studio must know of a unit's speech. */
export const toConform = (
  { voice, sampleRate }: Pick<VoicingContext, 'voice' | 'sampleRate'>,
  { text }: SpeechUnit,
  speech: Speech,
): SpeechToConform => ({
  speech,
  expected: {
    sampleRate: voice.sampleRate,
    letters: spokenLetters(text),
    charactersPerSecond: voice.speakingRate.charactersPerSecond,
  },
  sampleRate,
});

/** The unit's speech as kept in the store; undefined if there is none, or not all of it. */
export async function readKept(store: AudioStore, unit: SpeechUnit): Promise<Speech | undefined> {
  const packed = await readWhole(store, unit.speechName);
  return packed && unpackSpeech(packed);
}

const reasonOf = (error: unknown): string => (Error.isError(error) ? error.message : String(error));

async function examineKept(
  context: VoicingContext,
  unit: SpeechUnit,
  speech: Speech | undefined,
): Promise<Examined | undefined> {
  try {
    return speech && (await context.studio.examine(toConform(context, unit, speech)));
  } catch (error) {
    // Kept under other rules, before an upgrade: voiced again rather than in the way for good.
    if (error instanceof AudioError && error.code === 'audio-implausible') return undefined;
    throw error;
  }
}

/** One try of the voice. */
async function speakUnit(
  context: VoicingContext,
  unit: SpeechUnit,
  signal: AbortSignal | undefined,
): Promise<CheckedSpeech> {
  const { voice, studio, language, onSpoken } = context;
  const { text, previousText, nextText } = unit;
  const speech = await voice.speak({ text, voice: unit.voice, language, previousText, nextText, signal });
  onSpoken({ characters: speech.characters });
  return { examined: await studio.examine(toConform(context, unit, speech)), packed: packSpeech(speech) };
}

/** Speech of the same that was made for another episode, or else by one try of the voice. */
async function rememberUnit(context: VoicingContext, unit: SpeechUnit): Promise<CheckedSpeech> {
  const { voice, remember, language, signal } = context;
  const parts = { text: unit.text, voice: unit.voice, voiceId: voice.id, language };
  const own: { isAsked: boolean; speech?: CheckedSpeech } = { isAsked: false };
  const make: MakeSpeech = async (asking) => {
    own.isAsked = true;
    own.speech = await speakUnit(context, unit, asking);
    return own.speech.packed;
  };
  try {
    const packed = await remember(parts, make, signal);
    if (own.speech !== undefined) return own.speech;
    const examined = await examineKept(context, unit, unpackSpeech(packed));
    if (examined !== undefined) return { examined, packed };
    own.isAsked = true;
    return await speakUnit(context, unit, signal);
  } catch (error) {
    if (own.isAsked || signal?.aborted) throw error;
    // That of another episode, which may have ended for reasons of its own: its job was cancelled.
    throw new AudioError('voice-failed', `For another episode: ${reasonOf(error)}`, {
      ...{ isRetryable: true, cause: error },
    });
  }
}

async function voiceUnit(context: VoicingContext, unit: SpeechUnit): Promise<Examined> {
  const { store, retry, signal } = context;
  // What a store that fails for a while is tried again with: the speech is there, and paid for.
  let speech: CheckedSpeech | undefined;
  const voiceOnce = async () => {
    speech ??= await rememberUnit(context, unit);
    await store.write(unit.speechName, speech.packed);
    return speech.examined;
  };
  try {
    return await withRetries(voiceOnce, retry, signal);
  } catch (error) {
    if (error instanceof AudioError && error.code === 'audio-aborted') throw error;
    const { code, isRetryable, retryAfterSeconds } =
      error instanceof AudioError
        ? error
        : { code: 'audio-failed' as const, isRetryable: false, retryAfterSeconds: undefined };
    const speaker = plainLine(unit.speaker).slice(0, 100).toWellFormed();
    throw new AudioError(code, `Turn ${unit.turn + 1} (${speaker}): ${reasonOf(error)}`, {
      ...{ isRetryable, retryAfterSeconds, cause: error },
    });
  }
}

/**
 * Voices each unit whose speech is not in the store yet, as many at once as the voice works on, and keeps it
 * there. After an error no other unit is begun, but those under way are finished and kept: they are paid for.
 */
export async function voiceUnits(
  context: VoicingContext,
  units: readonly SpeechUnit[],
  onUnit: (finished: number) => void,
): Promise<VoicedUnit[]> {
  const voiced = new Map<string, Examined>();
  const errors: unknown[] = [];
  let finished = 0;
  // The same words by the same voice are voiced once.
  const distinct = [...Map.groupBy(units, ({ speechName }) => speechName).values()];
  const queue = distinct.values();

  const work = async () => {
    for (const same of queue) {
      const [unit] = same;
      if (unit === undefined || errors.length > 0) return;
      try {
        voiced.set(
          unit.speechName,
          (await examineKept(context, unit, await readKept(context.store, unit))) ??
            (await voiceUnit(context, unit)),
        );
        finished += same.length;
        onUnit(finished);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, context.voice.parallelism) }, work));
  if (errors.length > 0) throw errors[0];
  return units.flatMap((unit) => {
    const examined = voiced.get(unit.speechName);
    return examined === undefined ? [] : [{ ...unit, ...examined }];
  });
}
