import { encodeMp3 } from './adapters/lame-encoder.ts';
import { id3Tag } from './adapters/id3-tag.ts';
import { AudioError, aborted } from './errors.ts';
import { readWhole } from './kept-speech.ts';
import { levelVoices, limit } from './level-voices.ts';
import { type EpisodePlan, planTurns } from './plan-turns.ts';
import type { AudioStore } from './ports/audio-store.ts';
import type { Voice } from './ports/voice.ts';
import type { Script } from './script.ts';
import { type Chapter, layTimeline } from './timeline.ts';
import { type VoicedTurn, type VoicingContext, readKeptSamples, voiceTurns } from './voice-turns.ts';
import { createMp3Walk } from './walk-mp3.ts';

export interface Episode {
  /** Its name in the store. */
  name: string;
  bytes: number;
  durationSeconds: number;
  /** One for each run of turns of the same section, in order, without gaps. */
  chapters: Chapter[];
  /** Speaker → voice. */
  voices: Record<string, string>;
  /** How many turns are heard. */
  turns: number;
  /** Turns of the script, counted from 0, in which there is nothing to say: punctuation or emoji alone. */
  skippedTurns: number[];
  /** Of all turns that are heard. */
  characters: number;
}

export interface ProduceOptions {
  /** What to call the MP3 in the store: `<job>/podcast.mp3`. Its folder also holds the speech until then. */
  name: string;
  signal?: AbortSignal | undefined;
  /** A fraction, from 0 to 1, that never falls. */
  onProgress?: ((fraction: number) => void) | undefined;
}

/** Voicing takes about nine tenths of the time. */
const voicingShare = 0.9;
const fadeSeconds = 0.005;

/**
 * Voices a script and writes it to the store as one MP3 with chapters, whole or not at all.
 *
 * Can be called again after any end: turns whose speech is kept are not voiced again, and a finished episode of
 * the same script and voices is returned as it is. Throws an AudioError: `script-invalid`,
 * `language-unsupported`, `audio-aborted`, and what the voice (`voice-failed`, …) or the checks
 * (`audio-implausible`) threw for a turn, named in the message, when trying again didn't help.
 */
export async function produceEpisode(
  { voice, store }: { voice: Voice; store: AudioStore },
  script: Script,
  { name, signal, onProgress = () => {} }: ProduceOptions,
): Promise<Episode> {
  const plan = planTurns(script, name, voice);
  const finished = await readFinished(store, name, plan);
  if (finished !== undefined) return finished;

  const context = { voice, store, language: script.language, signal };
  onProgress(0);
  const turns = await voiceTurns(context, plan.turns, (count) =>
    onProgress((voicingShare * count) / plan.turns.length),
  );
  const timeline = layTimeline(turns, script.title, voice.sampleRate);
  const durationSeconds = timeline.totalSamples / voice.sampleRate;

  let bytes = 0;
  async function* file() {
    const walk = createMp3Walk();
    const pieces = async function* () {
      yield await id3Tag({ ...script, durationSeconds, chapters: timeline.chapters });
      const samples = joinTurns(context, turns, timeline.pauses, timeline.totalSamples, (fraction) =>
        onProgress(voicingShare + (1 - voicingShare) * fraction),
      );
      yield* encodeMp3(samples, { sampleRate: voice.sampleRate, sampleCount: timeline.totalSamples });
    };
    for await (const piece of pieces()) {
      if (signal?.aborted) throw aborted(signal);
      walk.push(piece);
      bytes += piece.length;
      yield piece;
    }
    // Thrown in here, the error reaches the store before the file gets its name.
    const heard = walk.end().durationSeconds;
    if (Math.abs(heard - durationSeconds) > 0.01 * durationSeconds)
      throw new AudioError('audio-implausible', `The MP3 lasts ${heard} s, its turns ${durationSeconds} s`);
  }
  await store.write(name, file());
  const written = await store.size(name);
  if (written !== bytes)
    throw new AudioError('audio-implausible', `${written} of ${bytes} bytes of ${name} were stored`, {
      isRetryable: true,
    });

  const episode: Episode = {
    name,
    bytes,
    durationSeconds,
    chapters: timeline.chapters,
    voices: plan.voices,
    turns: turns.length,
    skippedTurns: plan.skippedTurns,
    characters: turns.reduce((sum, { text }) => sum + text.length, 0),
  };
  await store.write(recordName(name), Buffer.from(JSON.stringify({ key: plan.key, episode })));
  await store.delete(plan.speechFolder);
  onProgress(1);
  return episode;
}

/**
 * Beside the MP3 stands what it is made of: without it, a caller who lost our answer to a crash would have every
 * turn voiced again.
 */
const recordName = (name: string): string => `${name}.json`;

async function readFinished(
  store: AudioStore,
  name: string,
  plan: EpisodePlan,
): Promise<Episode | undefined> {
  const record = await readWhole(store, recordName(name));
  if (record === undefined) return undefined;
  const { key, episode }: { key: string; episode: Episode } = JSON.parse(Buffer.from(record).toString());
  return key === plan.key && (await store.size(name)) === episode.bytes ? episode : undefined;
}

/** All samples of the episode, half a second at a time: one turn's speech is in memory, never the whole. */
async function* joinTurns(
  context: VoicingContext,
  turns: readonly VoicedTurn[],
  pauses: readonly number[],
  totalSamples: number,
  onProgress: (fraction: number) => void,
): AsyncGenerator<Float32Array> {
  const { sampleRate } = context.voice;
  const gains = levelVoices(turns);
  let position = 0;
  // Half a second takes about 3 ms to encode: no longer is anybody else kept waiting.
  const pieceSamples = Math.round(sampleRate / 2);
  function* inPieces(samples: Float32Array) {
    for (let start = 0; start < samples.length; start += pieceSamples)
      yield samples.subarray(start, start + pieceSamples);
    position += samples.length;
    onProgress(position / totalSamples);
  }
  for (const [index, turn] of turns.entries()) {
    const samples = await readKeptSamples(context, turn);
    if (samples?.length !== turn.sampleCount)
      throw new AudioError('audio-not-found', `The speech of turn ${turn.index + 1} is gone`, {
        isRetryable: true,
      });
    yield* inPieces(new Float32Array(pauses[index] ?? 0));
    yield* inPieces(shape(samples, gains.get(turn.voice) ?? 1, Math.round(fadeSeconds * sampleRate)));
  }
  yield* inPieces(new Float32Array(totalSamples - position));
}

/** Levels a turn, and fades its ends in and out so that they don't click. */
function shape(samples: Int16Array, gain: number, fadeSamples: number): Float32Array {
  const shaped = new Float32Array(samples.length);
  for (let index = 0; index < samples.length; index++) {
    const fade = Math.min(1, (index + 1) / fadeSamples, (samples.length - index) / fadeSamples);
    shaped[index] = limit(((samples[index] ?? 0) / 32768) * gain * fade);
  }
  return shaped;
}
