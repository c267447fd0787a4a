import { createMp3Encoder } from 'wasm-media-encoders';

export interface Mp3Encoder {
  /** The frames that these mono samples (−1 to 1) complete. */
  encode(samples: Float32Array): Uint8Array;
  /** The last frames. */
  finish(): Uint8Array;
}

/** LAME as WebAssembly (130 kB): frames of constant bit rate, without an Info frame. */
export async function openMp3Encoder({
  sampleRate,
  bitrateKbps,
}: {
  sampleRate: number;
  bitrateKbps: number;
}): Promise<Mp3Encoder> {
  const encoder = await createMp3Encoder();
  encoder.configure({
    channels: 1,
    sampleRate,
    bitrate: bitrateKbps as 64,
    outputSampleRate: sampleRate as 16_000,
  });
  // What the encoder returns is its own memory: it must be copied before the next call.
  return {
    encode: (samples) => new Uint8Array(encoder.encode([samples])),
    finish: () => new Uint8Array(encoder.finalize()),
  };
}
