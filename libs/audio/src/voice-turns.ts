import { checkSpeech } from './check-speech.ts';
import { AudioError, aborted } from './errors.ts';
import { packSpeech, readWhole, unpackSpeech } from './kept-speech.ts';
import type { PlannedTurn } from './plan-turns.ts';
import type { AudioStore } from './ports/audio-store.ts';
import type { Voice } from './ports/voice.ts';
import { type Loudness, measureLoudness } from './samples.ts';

/** What is known of a turn whose checked speech is in the store. */
export interface VoicedTurn extends PlannedTurn {
  /** Without the silence around it. */
  sampleCount: number;
  loudness: Loudness;
}

export interface VoicingContext {
  voice: Voice;
  store: AudioStore;
  language: string;
  signal?: AbortSignal | undefined;
}

/** How often one turn is asked for while its errors are retryable. Waiting, where a provider asks for it, is the voice's. */
const triesPerTurn = 3;

/** The turn's trimmed samples as kept in the store; undefined if there are none, or none that pass the checks. */
export async function readKeptSamples(
  { store, voice, language }: VoicingContext,
  turn: PlannedTurn,
): Promise<Int16Array | undefined> {
  const packed = await readWhole(store, turn.speechName);
  const speech = packed && unpackSpeech(packed);
  try {
    return speech && checkSpeech(speech, { text: turn.text, language, voice });
  } catch (error) {
    // Kept under other rules, before an upgrade: voiced again rather than in the way for good.
    if (error instanceof AudioError) return undefined;
    throw error;
  }
}

async function voiceTurn(context: VoicingContext, turn: PlannedTurn): Promise<Int16Array> {
  const { voice, store, language, signal } = context;
  for (let tries = 1; ; tries++) {
    if (signal?.aborted) throw aborted(signal);
    try {
      const speech = await voice.speak({ text: turn.text, voice: turn.voice, signal });
      const samples = checkSpeech(speech, { text: turn.text, language, voice });
      await store.write(turn.speechName, packSpeech(speech));
      return samples;
    } catch (error) {
      if (signal?.aborted) throw aborted(signal);
      const isRetryable = error instanceof AudioError && error.isRetryable;
      if (isRetryable && tries < triesPerTurn) continue;
      throw new AudioError(
        error instanceof AudioError ? error.code : 'voice-failed',
        `Turn ${turn.index + 1} (${turn.speaker}): ${error instanceof Error ? error.message : String(error)}`,
        { isRetryable, cause: error },
      );
    }
  }
}

/**
 * Voices each turn whose speech is not in the store yet, as many at once as the voice works on, and keeps it
 * there. After an error no other turn is begun, but those under way are finished and kept: they are paid for.
 */
export async function voiceTurns(
  context: VoicingContext,
  turns: readonly PlannedTurn[],
  onTurn: (finished: number) => void,
): Promise<VoicedTurn[]> {
  const voiced: VoicedTurn[] = [];
  const errors: unknown[] = [];
  // The same words by the same voice are voiced once.
  const distinct = [...Map.groupBy(turns, ({ speechName }) => speechName).values()];
  const queue = distinct.values();

  const work = async () => {
    for (const same of queue) {
      const [turn] = same;
      if (turn === undefined || errors.length > 0) return;
      try {
        const samples = (await readKeptSamples(context, turn)) ?? (await voiceTurn(context, turn));
        const loudness = measureLoudness(samples, context.voice.sampleRate);
        voiced.push(...same.map((each) => ({ ...each, sampleCount: samples.length, loudness })));
        onTurn(voiced.length);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, context.voice.parallelism) }, work));
  if (errors.length > 0) throw errors[0];
  return voiced.sort((one, other) => one.index - other.index);
}
