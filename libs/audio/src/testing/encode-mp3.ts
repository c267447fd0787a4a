import { openMp3Encoder } from '../mp3/lame-encoder.ts';
import { infoFrame, planMp3 } from '../mp3/mp3-header.ts';

/** Mono samples (−1 to 1) as a whole MP3 with an Info frame. */
export async function encodeMp3(
  samples: Float32Array,
  { sampleRate, bitrateKbps = 64 }: { sampleRate: number; bitrateKbps?: number },
): Promise<Uint8Array> {
  const encoder = await openMp3Encoder({ sampleRate, bitrateKbps });
  const first = infoFrame(planMp3(samples.length, sampleRate), sampleRate, bitrateKbps);
  const frames = Array.from({ length: Math.ceil(samples.length / sampleRate) }, (_, second) =>
    encoder.encode(samples.subarray(second * sampleRate, (second + 1) * sampleRate)),
  );
  return new Uint8Array(Buffer.concat([first, ...frames, encoder.finish()]));
}
