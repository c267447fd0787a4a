import { describe, expect, test } from '@jest/globals';

import { parseWave } from './wave.ts';

interface WaveParts {
  samples?: number[];
  format?: number;
  channels?: number;
  bits?: number;
  rate?: number;
  /** As written in front of the data. */
  dataSize?: number;
  /** As written in front of everything. */
  riffSize?: number;
  subFormat?: number;
  /** An extensible format has 40 bytes. */
  formatBytes?: number;
  /** Between format and data. */
  list?: string;
  after?: string;
}

const chunk = (tag: string, content: Uint8Array, size = content.length) => {
  const head = Buffer.alloc(8);
  head.write(tag, 0, 'latin1');
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
};

function wave(parts: WaveParts = {}): Buffer {
  const { samples = [1, -2, 3], format = 1, channels = 1, bits = 16, rate = 16_000 } = parts;
  const fields = Buffer.alloc(parts.formatBytes ?? 16);
  const write = [
    () => fields.writeUInt16LE(format, 0),
    () => fields.writeUInt16LE(channels, 2),
    () => fields.writeUInt32LE(rate, 4),
    () => fields.writeUInt16LE(bits, 14),
    () => fields.writeUInt16LE(parts.subFormat ?? 1, 24),
  ];
  const places = [2, 4, 8, 16, 26];
  write.filter((_, index) => (places[index] ?? 0) <= fields.length).forEach((field) => field());
  const data = Buffer.from(Int16Array.from(samples).buffer);
  const content = Buffer.concat([
    chunk('fmt ', fields),
    ...(parts.list === undefined ? [] : [chunk('LIST', Buffer.from(parts.list))]),
    chunk('data', data, parts.dataSize),
    ...(parts.after === undefined ? [] : [chunk('LIST', Buffer.from(parts.after))]),
  ]);
  const head = Buffer.from('RIFF----WAVE', 'latin1');
  head.writeUInt32LE(parts.riffSize ?? content.length + 4, 4);
  return Buffer.concat([head, content]);
}

describe('reading a WAVE file', () => {
  test.each<[string, WaveParts]>([
    ['is mono with 16 bits', {}],
    ['was streamed by ffmpeg', { riffSize: 0xffffffff, dataSize: 0xffffffff, list: 'INFOISFT Lavf' }],
    ['was streamed with sizes of 0', { riffSize: 0, dataSize: 0 }],
    ['was streamed with the size of an empty file', { riffSize: 36, dataSize: 0 }],
    ['has an extensible format of PCM', { format: 0xfffe, formatBytes: 40 }],
    ['has a list of odd length before its data', { list: 'odd' }],
    ['has a list after its data', { after: 'INFO' }],
  ])('when it %s, its samples and rate are read', (_, parts) => {
    const { samples, sampleRate } = parseWave(wave(parts));
    expect([...samples, sampleRate]).toEqual([1, -2, 3, 16_000]);
  });

  test('when it does not begin at an even address, it is read all the same', () => {
    const shifted = Buffer.concat([Buffer.alloc(1), wave()]).subarray(1);
    expect([...parseWave(shifted).samples]).toEqual([1, -2, 3]);
  });

  test('when it is stereo, both channels are mixed to one', () => {
    const samples = [100, 300, -32768, -32768, 32767, 32767, 5, -5];
    expect([...parseWave(wave({ samples, channels: 2 })).samples]).toEqual([200, -32768, 32767, 0]);
  });

  test('when a stream ends within a sample, what is whole is read', () => {
    const streamed = wave({ riffSize: 0xffffffff, dataSize: 0xffffffff });
    expect([...parseWave(streamed.subarray(0, streamed.length - 1)).samples]).toEqual([1, -2]);
  });

  test.each([
    ['empty', new Uint8Array()],
    ['only a header of 44 bytes, the data of which is missing', wave().subarray(0, 44)],
    ['only a header of 44 bytes, which says so', wave({ samples: [] })],
    ['only the header of a stream', wave({ samples: [], riffSize: 0xffffffff, dataSize: 0xffffffff })],
    ['without samples, with a list behind', wave({ samples: [], after: 'INFO' })],
    ['cut off', wave().subarray(0, 46)],
    ['cut off, of data whose size is unknown', wave({ riffSize: 1000, dataSize: 0xffffffff })],
    ['cut off, of data whose size is 0', wave({ riffSize: 1000, dataSize: 0 })],
    ['streamed and cut off within a list', wave({ list: 'x'.repeat(90) }).subarray(0, 70)],
    ['something else', Buffer.alloc(100, 'x')],
    ['without a format', wave({ samples: Array(40).fill(1) }).fill('none', 12, 16, 'latin1')],
    ['of three channels', wave({ channels: 3 })],
    ['of no channels', wave({ channels: 0 })],
    ['of 8 bits', wave({ bits: 8 })],
    ['of no rate', wave({ rate: 0 })],
    ['compressed', wave({ format: 85 })],
    ['extensible to something compressed', wave({ format: 0xfffe, formatBytes: 40, subFormat: 3 })],
    ['of a format that ends early', wave({ formatBytes: 4, list: 'x'.repeat(40) })],
  ])('when it is %s, it is refused as a failure of the voice', (_, bytes) => {
    expect(() => parseWave(bytes)).toThrow(
      expect.objectContaining({ code: 'voice-failed', isRetryable: true }),
    );
  });
});
