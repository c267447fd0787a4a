import { describe, expect, test } from '@jest/globals';

import type { Speech } from '../ports/voice.ts';
import { packSpeech, unpackSpeech } from './kept-speech.ts';

const samples = Int16Array.of(0, 1, -1, 32767, -32768);
const speech: Speech = { audio: { format: 'pcm', samples }, sampleRate: 22_050, characters: 12 };
const encoded: Speech = {
  audio: { format: 'mp3', bytes: Uint8Array.of(1, 2, 3) },
  sampleRate: 44_100,
  characters: 7,
};

describe('keeping speech', () => {
  test('when speech was packed, it is unpacked as it was', () => {
    expect([speech, encoded].map((each) => unpackSpeech(packSpeech(each)))).toEqual([speech, encoded]);
  });

  test('when the bytes lie at an odd place of a larger buffer, only they are read', () => {
    const packed = packSpeech(speech);
    const within = Buffer.concat([Buffer.alloc(7, 1), packed, Buffer.alloc(9, 1)]).subarray(
      7,
      7 + packed.length,
    );
    expect(unpackSpeech(within)).toEqual(speech);
  });

  test.each([
    ['cut off', (packed: Uint8Array) => packed.subarray(0, packed.length - 2)],
    ['shorter than a header', (packed: Uint8Array) => packed.subarray(0, 10)],
    ['changed in a sample', (packed: Uint8Array) => packed.with(25, 99)],
    ['of an unknown format', (packed: Uint8Array) => packed.with(7, 9)],
    ['something else', (packed: Uint8Array) => packed.with(0, 0)],
  ])('when the bytes are %s, there is no speech', (_, spoil) => {
    expect(unpackSpeech(spoil(packSpeech(speech)))).toBeUndefined();
  });
});
