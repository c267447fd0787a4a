import { describe, expect, test } from '@jest/globals';

import { packSpeech, unpackSpeech } from './kept-speech.ts';

const speech = { samples: Int16Array.of(0, 1, -1, 32767, -32768), sampleRate: 22_050 };

describe('keeping speech', () => {
  test('when speech was packed, it is unpacked as it was', () => {
    const unpacked = unpackSpeech(packSpeech(speech));
    expect([...(unpacked?.samples ?? []), unpacked?.sampleRate]).toEqual([...speech.samples, 22_050]);
  });

  test('when the bytes lie at an odd place of a larger buffer, only they are read', () => {
    const packed = packSpeech(speech);
    const within = Buffer.concat([Buffer.alloc(7, 1), packed, Buffer.alloc(9, 1)]).subarray(
      7,
      7 + packed.length,
    );
    expect([...(unpackSpeech(within)?.samples ?? [])]).toEqual([...speech.samples]);
  });

  test.each([
    ['cut off', (packed: Uint8Array) => packed.subarray(0, packed.length - 2)],
    ['shorter than a header', (packed: Uint8Array) => packed.subarray(0, 10)],
    ['changed in a sample', (packed: Uint8Array) => packed.with(17, 99)],
    ['something else', (packed: Uint8Array) => packed.with(0, 0)],
  ])('when the bytes are %s, there is no speech', (_, spoil) => {
    expect(unpackSpeech(spoil(packSpeech(speech)))).toBeUndefined();
  });
});
