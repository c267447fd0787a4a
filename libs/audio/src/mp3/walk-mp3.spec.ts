import { describe, expect, test } from '@jest/globals';

import { encodeMp3 } from '../testing/encode-mp3.ts';
import { id3Tag } from './id3-tag.ts';
import { infoFrame, parseFrameHeader, planMp3 } from './mp3-header.ts';
import { createMp3Walk } from './walk-mp3.ts';

const encoded = async (sampleCount: number, sampleRate: number): Promise<Buffer> =>
  Buffer.from(
    await encodeMp3(
      Float32Array.from({ length: sampleCount }, (_, index) => 0.3 * Math.sin(index / 9)),
      { sampleRate },
    ),
  );

const walk = (...pieces: Uint8Array[]) => {
  const walker = createMp3Walk();
  for (const piece of pieces) walker.push(piece);
  return walker.end();
};
const broken = (message: RegExp) =>
  expect.objectContaining({ code: 'audio-implausible', message: expect.stringMatching(message) });

describe('encoding and walking an MP3', () => {
  test.each([
    [1, 16_000],
    [16_000, 16_000],
    [16_575, 16_000],
    [24_001, 24_000],
    [22_050, 22_050],
    [44_100, 44_100],
    [8_000, 8_000],
  ])(
    'when %i samples at %i Hz are encoded, the walk finds exactly as many',
    async (sampleCount, sampleRate) => {
      const file = await encoded(sampleCount, sampleRate);
      const summary = walk(file);
      expect(summary.durationSeconds * sampleRate).toBeCloseTo(sampleCount, 6);
      expect(summary).toMatchObject({
        frames: planMp3(sampleCount, sampleRate).frames,
        bytes: file.length,
        sampleRate,
      });
    },
  );

  test('when the Info frame is read, it names the frames and bytes that follow', async () => {
    const file = await encoded(48_000, 16_000);
    expect(file.toString('latin1', 13, 17)).toBe('Info');
    expect([file.readUInt32BE(21), file.readUInt32BE(25)]).toEqual([
      planMp3(48_000, 16_000).frames,
      file.length,
    ]);
  });

  test('when the file comes in pieces of any size, the walk finds the same', async () => {
    const tag = id3Tag({ title: 'Größe', language: 'en', durationSeconds: 1, chapters: [] });
    const file = Buffer.concat([tag, await encoded(16_000, 16_000)]);
    const pieces = Array.from({ length: Math.ceil(file.length / 7) }, (_, index) =>
      file.subarray(7 * index, 7 * index + 7),
    );
    expect(walk(...pieces)).toEqual(walk(file));
    expect(walk(file).durationSeconds).toBe(1);
  });

  test('when an old tag stands behind the last frame, it is no part of the audio', async () => {
    const file = await encoded(16_000, 16_000);
    const trailer = Buffer.alloc(128);
    trailer.write('TAGHow plants eat');
    const pieces = [file, trailer.subarray(0, 50), trailer.subarray(50)];
    expect(walk(...pieces)).toMatchObject({ durationSeconds: 1 });
    expect(() => walk(file, trailer.subarray(0, 50))).toThrow(broken(/ends within a frame/));
  });

  test('when a frame is missing, the duration is shorter by it', async () => {
    const file = await encoded(16_000, 16_000);
    expect(walk(file.subarray(0, file.length - 288)).durationSeconds).toBeCloseTo(1 - 576 / 16_000, 6);
  });

  test.each([
    ['cut off', (file: Buffer) => file.subarray(0, file.length - 1), /ends within a frame/],
    ['only an Info frame', (file: Buffer) => file.subarray(0, 288), /no frames/],
    ['empty', () => Buffer.alloc(0), /no frames/],
    ['not an MP3', () => Buffer.alloc(500, 'x'), /no frame at byte 0/],
    [
      'damaged between frames',
      (file: Buffer) => Buffer.concat([file.subarray(0, 576), Buffer.alloc(3), file.subarray(576)]),
      /no frame at byte 576/,
    ],
    [
      'glued of two sample rates',
      (file: Buffer) => Buffer.concat([file, infoFrame(planMp3(1, 24_000), 24_000, 64)]),
      /has 24000 Hz/,
    ],
    ['a tag without audio', () => Buffer.from('ID3\u0003\0\0\0\0\u0001\0'), /ends within a frame/],
  ])('when the file is %s, it is refused', async (_, spoil, why) => {
    const file = await encoded(16_000, 16_000);
    expect(() => walk(spoil(file))).toThrow(broken(why));
  });
});

describe('frame headers', () => {
  test.each([
    [
      'MPEG 1, 128 kbit/s, stereo',
      [0xff, 0xfb, 0x90, 0x00],
      { sampleRate: 44_100, bitrateKbps: 128, isMono: false, samplesPerFrame: 1152, bytes: 417 },
    ],
    ['MPEG 1 with padding', [0xff, 0xfb, 0x92, 0x00], { bytes: 418 }],
    [
      'MPEG 2, mono',
      [0xff, 0xf3, 0x88, 0xc4],
      { sampleRate: 16_000, bitrateKbps: 64, isMono: true, samplesPerFrame: 576, bytes: 288 },
    ],
    [
      'MPEG 2.5',
      [0xff, 0xe3, 0x88, 0xc4],
      { sampleRate: 8000, bitrateKbps: 64, samplesPerFrame: 576, bytes: 576 },
    ],
  ])('when it is %s, it is read so', (_, bytes, expected) => {
    expect(parseFrameHeader(Uint8Array.from(bytes))).toMatchObject(expected);
  });

  test.each([
    ['no sync', [0xfe, 0xfb, 0x90, 0x00]],
    ['layer II', [0xff, 0xfd, 0x90, 0x00]],
    ['a reserved version', [0xff, 0xeb, 0x90, 0x00]],
    ['a free bit rate', [0xff, 0xfb, 0x00, 0x00]],
    ['a reserved sample rate', [0xff, 0xfb, 0x9c, 0x00]],
    ['too short', [0xff]],
  ])('when it is %s, it is no header', (_, bytes) => {
    expect(parseFrameHeader(Uint8Array.from(bytes))).toBeUndefined();
  });

  test('when MP3 has no such bit rate, encoding refuses it', () => {
    expect(() => infoFrame(planMp3(1, 16_000), 16_000, 65)).toThrow(RangeError);
  });

  test('when MP3 has no such sample rate, encoding refuses it', () => {
    expect(() => infoFrame(planMp3(1, 16_001), 16_001, 64)).toThrow(RangeError);
  });
});
