import { AudioError } from '../errors.ts';
import { openMp3Encoder } from '../mp3/lame-encoder.ts';
import { openMp3Decoder } from '../mp3/mp3-decoder.ts';
import { infoFrame, planMp3 } from '../mp3/mp3-header.ts';
import { fade } from '../signal/fade.ts';
import { createLimiter } from '../signal/limiter.ts';
import { createLoudnessMeter, integratedLoudness } from '../signal/loudness.ts';
import { amplitude, decibels } from '../signal/samples.ts';
import { createTruePeakFollower } from '../signal/true-peak.ts';

/** Ends are faded in and out over this, so that they don't click. */
const fadeSeconds = 0.005;
/** How much is levelled, encoded and listened to at a time. */
const pieceSeconds = 1;

export interface MasteringOptions {
  /** Hertz. */
  sampleRate: number;
  bitrateKbps: number;
  /** How many samples will come, silence included. */
  sampleCount: number;
  /** True peak that nothing passes before it is encoded, in dBTP. */
  ceilingDbtp: number;
}

/** What a listener hears: measured on the decoded MP3. */
export interface Listened {
  sampleCount: number;
  loudnessLufs: number;
  truePeakDbtp: number;
}

export interface Mastering {
  /** The first frame. */
  start(): Uint8Array;
  /** Silence, then samples (−1 to 1) times the gain. Returns the frames that they complete. */
  add(piece: { silentSamples: number; samples: Float32Array; gain: number }): Uint8Array;
  end(): { bytes: Uint8Array; listened: Listened };
}

/**
 * Levels, limits and encodes an episode piece by piece, and decodes and measures what it encoded as it goes. Throws
 * `audio-implausible` when the decoder complains or hears another number of samples than were encoded.
 */
export async function openMastering(options: MasteringOptions): Promise<Mastering> {
  const { sampleRate, bitrateKbps, sampleCount, ceilingDbtp } = options;
  const plan = planMp3(sampleCount, sampleRate);
  const limiter = createLimiter(sampleRate, amplitude(ceilingDbtp));
  const encoder = await openMp3Encoder({ sampleRate, bitrateKbps });
  const decoder = await openMp3Decoder();
  const meter = createLoudnessMeter(sampleRate);
  const peaksAround = createTruePeakFollower();
  let [added, heard, highest] = [0, 0, 0];

  const listen = (bytes: Uint8Array): Uint8Array => {
    const samples = decoder.decode(bytes);
    heard += samples.length;
    meter.push(samples);
    highest = peaksAround(samples, highest).reduce((most, peak) => Math.max(most, peak), highest);
    return bytes;
  };
  const encode = (samples: Float32Array): Uint8Array[] => {
    const pieceSamples = pieceSeconds * sampleRate;
    return Array.from({ length: Math.ceil(samples.length / pieceSamples) }, (_, index) =>
      listen(
        encoder.encode(limiter.push(samples.subarray(index * pieceSamples, (index + 1) * pieceSamples))),
      ),
    );
  };

  return {
    start: () => listen(infoFrame(plan, sampleRate, bitrateKbps)),
    add({ silentSamples, samples, gain }) {
      added += silentSamples + samples.length;
      const fadeSamples = Math.round(fadeSeconds * sampleRate);
      return Buffer.concat([
        ...encode(new Float32Array(silentSamples)),
        ...encode(fade(samples, gain, fadeSamples)),
      ]);
    },
    end() {
      if (added !== sampleCount)
        throw new AudioError('audio-failed', `${added} of ${sampleCount} samples came`);
      const bytes = Buffer.concat([listen(encoder.encode(limiter.end())), listen(encoder.finish())]);
      const [complaint] = decoder.complaints;
      decoder.close();
      if (complaint !== undefined)
        throw new AudioError('audio-implausible', `The MP3 can't be decoded: ${complaint}`);
      if (Math.abs(heard - sampleCount) > plan.samplesPerFrame)
        throw new AudioError('audio-implausible', `${heard} of ${sampleCount} samples are heard in the MP3`);
      const listened = {
        sampleCount: heard,
        loudnessLufs: integratedLoudness(meter.steps),
        truePeakDbtp: decibels(highest),
      };
      return { bytes, listened };
    },
  };
}
