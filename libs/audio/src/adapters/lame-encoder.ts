import { setImmediate } from 'node:timers/promises';

import { bitrateKbps, infoFrame, planMp3 } from '../mp3-header.ts';

/**
 * Encodes mono samples (−1 to 1) to MP3, constant bit rate, piece by piece, an Info frame first. `sampleCount`
 * must be the number of samples that will come. The encoder (130 kB of WebAssembly) is loaded with the call.
 */
export async function* encodeMp3(
  pieces: AsyncIterable<Float32Array>,
  { sampleRate, sampleCount }: { sampleRate: number; sampleCount: number },
): AsyncGenerator<Uint8Array> {
  yield infoFrame(planMp3(sampleCount, sampleRate), sampleRate);
  const { createMp3Encoder } = await import('wasm-media-encoders');
  const encoder = await createMp3Encoder();
  encoder.configure({
    channels: 1,
    sampleRate,
    bitrate: bitrateKbps,
    outputSampleRate: sampleRate as 16_000,
  });
  // What the encoder returns is its own memory: it must be copied before the next call.
  for await (const piece of pieces) {
    yield new Uint8Array(encoder.encode([piece]));
    // A server answers others between two pieces.
    await setImmediate();
  }
  yield new Uint8Array(encoder.finalize());
}
