import { describe, expect, test } from '@jest/globals';

import { parseWave } from './wave.ts';

function wave({ samples = [1, -2, 3], format = 1, channels = 1, bits = 16, rate = 16_000 } = {}): Buffer {
  const file = Buffer.alloc(44 + 2 * samples.length);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(format, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt16LE(bits, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, index) => file.writeInt16LE(sample, 44 + 2 * index));
  return file;
}

describe('reading a WAVE file', () => {
  test('when it is mono with 16 bits, its samples and rate are read', () => {
    const { samples, sampleRate } = parseWave(wave());
    expect([...samples, sampleRate]).toEqual([1, -2, 3, 16_000]);
  });

  test.each([
    ['empty', new Uint8Array()],
    ['only a header of 44 bytes without data', wave().subarray(0, 44)],
    ['cut off', wave().subarray(0, 46)],
    ['something else', Buffer.alloc(100, 'x')],
    ['stereo', wave({ channels: 2 })],
    ['of 8 bits', wave({ bits: 8 })],
    ['compressed', wave({ format: 85 })],
  ])('when it is %s, it is refused as a failure of the voice', (_, bytes) => {
    expect(() => parseWave(bytes)).toThrow(
      expect.objectContaining({ code: 'voice-failed', isRetryable: true }),
    );
  });
});
