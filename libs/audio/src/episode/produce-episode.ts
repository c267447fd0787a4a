import { AudioError, aborted } from '../errors.ts';
import type { Cover } from '../mp3/id3-tag.ts';
import { mp3SampleRates } from '../mp3/mp3-header.ts';
import type { AudioStore } from '../ports/audio-store.ts';
import type { Voice } from '../ports/voice.ts';
import type { Script } from '../script.ts';
import type { RetryOptions } from '../retry/retry.ts';
import { type RememberSpeech, rememberNothing } from '../speech/speech-memory.ts';
import { voiceUnits } from '../speech/voice-units.ts';
import { openStudio } from '../studio/studio.ts';
import { assembleEpisode } from './assemble-episode.ts';
import { type EpisodeRecord, findFinished, readRecord, recordName } from './episode-record.ts';
import { type EpisodePlan, planTurns } from './plan-turns.ts';
import { type Chapter, type TurnTime, layTimeline } from './timeline.ts';
import { transcriptNameOf, writeTranscript } from './transcript.ts';

export interface Episode {
  /** Its name in the store. */
  name: string;
  /** The transcript's (WebVTT). */
  transcriptName: string;
  bytes: number;
  durationSeconds: number;
  /** One for each run of turns of the same section, in order, without gaps. */
  chapters: Chapter[];
  /** When each turn is heard. */
  turnTimes: TurnTime[];
  /** Speaker → voice. */
  voices: Record<string, string>;
  /** How many turns are heard. */
  turns: number;
  /** Turns of the script, counted from 0, in which there is nothing to say: punctuation or emoji alone. */
  skippedTurns: number[];
  /** Of all that is read aloud. */
  characters: number;
  /** Measured on the decoded MP3: integrated loudness after EBU R 128 (null if it is too short for one), true peak. */
  loudnessLufs: number | null;
  truePeakDbtp: number;
}

export interface EpisodeServices {
  voice: Voice;
  store: AudioStore;
  /** A cache of speech that episodes share. @default none */
  remember?: RememberSpeech | undefined;
}

export interface ProduceOptions {
  /** What to call the MP3 in the store: `<job>/podcast.mp3`. The speech is in `<name>.speech` until it is made. */
  name: string;
  /** A picture for players to show. @default none */
  cover?: Cover | undefined;
  /**
   * Keep each turn's speech beside the episode, so that one of the same name and a changed script is voiced only where
   * it changed. @default false: it is deleted when the episode is written
   */
  keepSpeech?: boolean;
  retry?: RetryOptions;
  signal?: AbortSignal | undefined;
  /** A fraction, from 0 to 1, that never falls. */
  onProgress?: ((fraction: number) => void) | undefined;
  /** Told of each request that the voice answered, with the characters that its provider counts. */
  onSpoken?: (spoken: { characters: number }) => void;
}

/** Voicing takes about four fifths of the time. */
const voicingShare = 0.8;

/**
 * Voices a script and writes it to the store as one MP3 with chapters and a transcript, whole or not at all.
 *
 * Can be called again after any end: units whose speech is kept are not voiced again, and a finished episode of
 * the same script and voices is returned as it is. Throws an AudioError: `script-invalid`, `cover-invalid`,
 * `language-unsupported`, `audio-aborted`, `audio-store-failed`, and what the voice (`voice-failed`, …) or the checks
 * (`audio-implausible`) threw for a turn, named in the message, when trying again didn't help.
 */
export async function produceEpisode(
  { voice, store, remember = rememberNothing }: EpisodeServices,
  script: Script,
  options: ProduceOptions,
): Promise<Episode> {
  const plan = await planTurns(script, options, voice);
  const finished = () => findFinished(store, script, { name: options.name, key: plan.key });
  const before = await finished();
  if (before !== undefined) return before;
  try {
    return await makeEpisode({ voice, store, remember }, script, plan, options);
  } catch (error) {
    // Who made the same at the same time and was done first has deleted the speech of it.
    const isGone = error instanceof AudioError && error.code === 'audio-not-found';
    const made = isGone ? await finished() : undefined;
    if (made !== undefined) return made;
    throw error;
  }
}

async function makeEpisode(
  { voice, store, remember }: EpisodeServices & { remember: RememberSpeech },
  script: Script,
  plan: EpisodePlan,
  options: ProduceOptions,
): Promise<Episode> {
  const { name, signal, retry = {}, onProgress = () => {}, onSpoken = () => {} } = options;
  const previous = await readRecord(store, name);
  await using studio = openStudio(signal);
  const sampleRate = mp3SampleRates.find((rate) => rate >= voice.sampleRate) ?? 48_000;
  let fraction = 0;
  const progress = (next: number) => {
    fraction = Math.max(fraction, next);
    onProgress(fraction);
  };
  progress(0);
  const { language } = script;
  const context = { voice, store, remember, studio, language, sampleRate, signal, retry, onSpoken };
  const units = await voiceUnits(context, plan.units, (count) =>
    progress((voicingShare * count) / plan.units.length),
  );
  const timeline = layTimeline(units, script.title, sampleRate);
  const durationSeconds = timeline.totalSamples / sampleRate;
  const tag = await studio.tag({
    ...{ title: script.title, language, durationSeconds },
    ...{ chapters: timeline.chapters, cover: options.cover },
  });

  // Never a record beside an MP3 of which it says nothing, not even for the moment of a crash.
  if (previous !== undefined && previous.key !== plan.key) await store.delete(recordName(name));
  const { bytes, listened } = await assembleEpisode(context, { name, tag, units, timeline }, (share) =>
    progress(voicingShare + (1 - voicingShare) * share),
  );
  const transcriptName = transcriptNameOf(name);
  await store.write(transcriptName, Buffer.from(writeTranscript(script, timeline.turns)));

  const episode: Episode = {
    ...{ name, transcriptName, bytes, durationSeconds },
    ...{ chapters: timeline.chapters, turnTimes: timeline.turns, voices: plan.voices },
    turns: timeline.turns.length,
    skippedTurns: plan.skippedTurns,
    characters: plan.units.reduce((sum, { text }) => sum + text.length, 0),
    loudnessLufs: Number.isFinite(listened.loudnessLufs) ? listened.loudnessLufs : null,
    truePeakDbtp: listened.truePeakDbtp,
  };
  const speech = options.keepSpeech ? [...new Set(plan.units.map(({ speechName }) => speechName))] : [];
  const record: EpisodeRecord = { key: plan.key, episode, speech };
  await store.write(recordName(name), Buffer.from(JSON.stringify(record)));
  await tidy(store, plan, record, previous);
  if (signal?.aborted) throw aborted(signal);
  progress(1);
  return episode;
}

/** Deletes speech that no longer serves: all of it, or what only the episode before was made of. */
async function tidy(
  store: AudioStore,
  { speechFolder }: EpisodePlan,
  { speech }: EpisodeRecord,
  previous: EpisodeRecord | undefined,
): Promise<void> {
  if (speech.length === 0) return store.delete(speechFolder);
  for (const old of previous?.speech ?? []) if (!speech.includes(old)) await store.delete(old);
}
