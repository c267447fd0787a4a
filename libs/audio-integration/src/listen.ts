import { MPEGDecoder } from 'mpg123-decoder';

export interface Heard {
  samples: Float32Array;
  sampleRate: number;
  seconds: number;
  errors: number;
}

/** Decodes an MP3 with mpg123: what a listener gets. */
export async function decode(mp3: Uint8Array): Promise<Heard> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const { channelData, sampleRate, samplesDecoded, errors } = decoder.decode(mp3);
  const samples = (channelData[0] ?? new Float32Array()).slice(0, samplesDecoded);
  decoder.free();
  return { samples, sampleRate, seconds: samples.length / sampleRate, errors: errors.length };
}

/** Root mean square between two moments, in decibels of full scale. */
export function levelBetween({ samples, sampleRate }: Heard, fromSeconds: number, toSeconds: number): number {
  const part = samples.subarray(Math.round(fromSeconds * sampleRate), Math.round(toSeconds * sampleRate));
  return 10 * Math.log10(part.reduce((sum, sample) => sum + sample ** 2, 0) / part.length + 1e-12);
}

/** The pitch of a voice, hertz: the median, over voiced windows of 40 ms, of the best autocorrelation from 70 to 300 Hz. */
export function pitchOf(samples: ArrayLike<number>, sampleRate: number): number {
  const size = Math.round(0.04 * sampleRate);
  const [shortest, longest] = [Math.floor(sampleRate / 300), Math.ceil(sampleRate / 70)];
  const pitches: number[] = [];
  for (let start = 0; start + size + longest < samples.length; start += 2 * size) {
    const correlation = (lag: number) => {
      let [product, one, other] = [0, 1e-9, 1e-9];
      for (let index = start; index < start + size; index++) {
        const [here, there] = [samples[index] ?? 0, samples[index + lag] ?? 0];
        product += here * there;
        one += here * here;
        other += there * there;
      }
      return product / Math.sqrt(one * other);
    };
    let best = { lag: 0, value: 0.8 };
    for (let lag = shortest; lag <= longest; lag++) {
      const value = correlation(lag);
      if (value > best.value) best = { lag, value };
    }
    if (best.lag > 0) pitches.push(sampleRate / best.lag);
  }
  return pitches.sort((one, other) => one - other)[Math.floor(pitches.length / 2)] ?? 0;
}
