import { AudioError, aborted } from '../errors.ts';
import { createMp3Walk } from '../mp3/walk-mp3.ts';
import { readKept, toConform, type VoicedUnit, type VoicingContext } from '../speech/voice-units.ts';
import { amplitude } from '../signal/samples.ts';
import { levelVoices, targetLoudness } from '../studio/level-voices.ts';
import type { Listened } from '../studio/mastering.ts';
import type { Timeline } from './timeline.ts';

interface EpisodeParts {
  name: string;
  /** What the file begins with. */
  tag: Uint8Array;
  units: readonly VoicedUnit[];
  timeline: Timeline;
}

/** Loudness may miss its target by this, and the true peak must not pass this, or the episode is assembled again. */
const tolerance = 0.8;
/** What the limiter takes of the loudness: 0.54 LU of ten minutes by the built-in voices. */
const limiterLoss = 0.4;
const highestTruePeakDbtp = -1;
/** What the encoder adds to a peak is mostly less than the room that this leaves. */
const firstCeilingDbtp = -2;
/** After so many attempts the last is taken: what is left is speech whose peaks keep it from being louder. */
const mostAttempts = 3;

/**
 * Clear for one voice at any of the rates, and half a megabyte a minute below 32 kHz (ISO 13818-3), three quarters of
 * one above.
 */
const bitrateFor = (sampleRate: number): number => (sampleRate < 32_000 ? 64 : 96);

/**
 * Writes the episode to the store: all units, levelled, in one MP3. What is written was decoded and measured on its way;
 * whatever is wrong with it is thrown before the file gets its name. One unit is in memory, never the whole.
 */
export async function assembleEpisode(
  context: VoicingContext,
  parts: EpisodeParts,
  onProgress: (fraction: number) => void,
): Promise<{ bytes: number; listened: Listened }> {
  const levels = { gainDecibels: limiterLoss, ceilingDbtp: firstCeilingDbtp };
  for (let attempt = 1; ; attempt++) {
    const written = await writeEpisode(context, parts, levels, onProgress);
    const { loudnessLufs, truePeakDbtp } = written.listened;
    const missing = Number.isFinite(loudnessLufs) ? targetLoudness - loudnessLufs : 0;
    const excess = Math.max(0, truePeakDbtp - highestTruePeakDbtp);
    if (attempt === mostAttempts || (Math.abs(missing) <= tolerance && excess === 0)) return written;
    levels.gainDecibels += missing;
    levels.ceilingDbtp -= excess;
  }
}

async function writeEpisode(
  context: VoicingContext,
  { name, tag, units, timeline }: EpisodeParts,
  { gainDecibels, ceilingDbtp }: { gainDecibels: number; ceilingDbtp: number },
  onProgress: (fraction: number) => void,
): Promise<{ bytes: number; listened: Listened }> {
  const { store, studio, sampleRate, signal } = context;
  const gains = levelVoices(
    units.map((unit, index) => ({
      ...unit,
      pauseSteps: Math.round((10 * (timeline.pauses[index] ?? 0)) / sampleRate),
    })),
  );
  const options = {
    ...{ sampleRate, bitrateKbps: bitrateFor(sampleRate), sampleCount: timeline.totalSamples, ceilingDbtp },
  };
  let bytes = 0;
  let listened: Listened | undefined;

  async function* encoded() {
    yield tag;
    yield await studio.start(options);
    for (const [index, unit] of units.entries()) {
      const speech = await readKept(store, unit);
      if (speech === undefined)
        throw new AudioError('audio-not-found', `The speech of turn ${unit.turn + 1} is gone`, {
          isRetryable: true,
        });
      const gain = (gains.get(unit.voice) ?? 1) * amplitude(gainDecibels);
      yield await studio.add(timeline.pauses[index] ?? 0, { ...toConform(context, unit, speech), gain });
      onProgress((index + 1) / units.length);
    }
    yield await studio.add(timeline.endPause);
    const end = await studio.end();
    listened = end.listened;
    yield end.bytes;
  }
  async function* checked() {
    const walk = createMp3Walk();
    for await (const piece of encoded()) {
      if (signal?.aborted) throw aborted(signal);
      walk.push(piece);
      bytes += piece.length;
      yield piece;
    }
    // Thrown in here, the error reaches the store before the file gets its name.
    const shown = walk.end().durationSeconds * sampleRate;
    if (Math.round(shown) !== timeline.totalSamples)
      throw new AudioError('audio-implausible', `The MP3 shows ${shown} samples of ${timeline.totalSamples}`);
  }
  await store.write(name, checked());
  const stored = await store.size(name);
  if (stored !== bytes || listened === undefined)
    throw new AudioError('audio-implausible', `${stored} of ${bytes} bytes of ${name} were stored`, {
      isRetryable: true,
    });
  return { bytes, listened };
}
