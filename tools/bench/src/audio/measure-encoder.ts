import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { encodeMp3, waveOf } from '@la-factoria/audio/testing/sound';

export interface EncoderFigures {
  ours: number;
  /** Undefined where lame is not installed. */
  native: number | undefined;
}

/** Seconds to encode these samples at 16 kHz to 64 kbit/s, by WebAssembly in this process and by the `lame` program. */
export async function measureEncoder(folder: string, samples: Int16Array): Promise<EncoderFigures> {
  const wave = join(folder, 'speech.wav');
  writeFileSync(wave, waveOf(samples, 16_000));
  const floats = Float32Array.from(samples, (sample) => sample / 32768);
  const startedAt = performance.now();
  await encodeMp3(floats, { sampleRate: 16_000, bitrateKbps: 64 });
  const ours = (performance.now() - startedAt) / 1000;

  const nativeAt = performance.now();
  const { error, status } = spawnSync('lame', [
    '--quiet',
    '-m',
    'm',
    '--cbr',
    '-b',
    '64',
    wave,
    join(folder, 'native.mp3'),
  ]);
  const native = (performance.now() - nativeAt) / 1000;
  if (error === undefined && status !== 0) throw new Error(`lame ended with ${status}`);
  return { ours, native: error === undefined ? native : undefined };
}
