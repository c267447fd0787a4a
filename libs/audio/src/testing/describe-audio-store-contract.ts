import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { AudioStore } from '../ports/audio-store.ts';
import { bytesFrom, noise } from './stored-bytes.ts';

export interface AudioStoreHarness {
  /** Empty. */
  store: AudioStore;
  close?(): void | Promise<void>;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

const textOf = async (pieces: AsyncIterable<Uint8Array>) => (await bytesFrom(pieces)).toString();

/** In pieces of many sizes, of which some are empty, and all in the same buffer. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(100_000);
  for (let [start, length] = [0, 0]; start < bytes.length; length = (7 * length + 1013) % 99_991) {
    const piece = bytes.subarray(start, start + length);
    buffer.set(piece);
    yield buffer.subarray(0, piece.length);
    start += length;
  }
}

const wrongNames = [
  '',
  '/etc/passwd',
  '../up',
  'job/../../up',
  'job/..',
  'a//b',
  'a/',
  './a',
  'a\0b',
  'a\\b',
  '.a',
];
const wrongRanges = [
  { start: -1, end: 3 },
  { start: 3, end: 2 },
  { start: 0.5, end: 2 },
  { start: 0, end: Number.NaN },
];

/** What every AudioStore must do. Call it at the top level of a test file, once an adapter. */
export function describeAudioStoreContract(
  name: string,
  createHarness: () => AudioStoreHarness | Promise<AudioStoreHarness>,
): void {
  describe(`the contract of an audio store: ${name}`, () => {
    let harness: AudioStoreHarness;
    let store: AudioStore;

    beforeEach(async () => {
      harness = await createHarness();
      store = harness.store;
    });

    afterEach(() => harness.close?.());

    test('when bytes were written, they are read back with their size', async () => {
      await store.write('job/podcast.mp3', bytesOf('speech'));
      expect(await textOf(store.read('job/podcast.mp3'))).toBe('speech');
      expect(await store.size('job/podcast.mp3')).toBe(6);
    });

    test('when bytes come piece by piece, they are written in order', async () => {
      async function* pieces() {
        for (const word of ['one ', 'two ', 'three']) yield bytesOf(word);
      }
      await store.write('job/podcast.mp3', pieces());
      expect(await textOf(store.read('job/podcast.mp3'))).toBe('one two three');
    });

    test('when a large file is written, every byte comes back', async () => {
      const large = Uint8Array.from({ length: 300_001 }, (_, index) => (index * 7919) % 251);
      await store.write('large', large);
      const pieces: Uint8Array[] = [];
      for await (const piece of store.read('large')) pieces.push(new Uint8Array(piece));
      expect(Buffer.concat(pieces).equals(Buffer.from(large))).toBe(true);
    });

    test.each([
      ['bytes', () => new Uint8Array(0)],
      ['no pieces', () => inPieces(new Uint8Array(0))],
    ])('when a file is empty, written as %s, it is there and has no bytes', async (_, empty) => {
      await store.write('name', bytesOf('not empty'));
      await store.write('name', empty());
      expect(await store.size('name')).toBe(0);
      expect(await textOf(store.read('name'))).toBe('');
      expect(await textOf(store.read('name', { start: 0, end: 3 }))).toBe('');
    });

    test('when 5 MB come in hundreds of uneven pieces, every byte comes back, and so does every range', async () => {
      const large = noise(5_000_011);
      await store.write('large', inPieces(large));
      expect(await store.size('large')).toBe(large.length);
      expect((await bytesFrom(store.read('large'))).equals(large)).toBe(true);
      const ranges = [
        [0, 0],
        [65_530, 65_545],
        [1_000_000, 4_500_000],
        [4_194_303, 4_194_304],
        [4_999_000, 9_000_000],
      ] as const;
      for (const [start, end] of ranges) {
        const part = await bytesFrom(store.read('large', { start, end }));
        expect([start, part.equals(large.subarray(start, end + 1))]).toEqual([start, true]);
      }
    });

    test.each([
      'Ein Märchen/Teil 1 – Anfang.mp3',
      '講座/第一回.mp3',
      'a+b&c=d?e#f%20g/100%.mp3',
      "it's (one) *!~.mp3",
    ])('when a name is %j, it is kept under it, and others beside it', async (name) => {
      await store.write(name, bytesOf('speech'));
      await store.write(`${name}-2`, bytesOf('other'));
      expect(await textOf(store.read(name))).toBe('speech');
      expect(await store.size(name)).toBe(6);
      await store.delete(name);
      expect(await store.size(name)).toBeUndefined();
      expect(await textOf(store.read(`${name}-2`))).toBe('other');
    });

    test('when many write the same name at once, one of them stands there whole', async () => {
      const versions = [1, 2, 3, 4].map((seed) => noise(300_000 + seed, seed));
      await Promise.all(versions.map((version) => store.write('name', inPieces(version))));
      const written = await bytesFrom(store.read('name'));
      expect(versions.filter((version) => version.equals(written))).toHaveLength(1);
    });

    test('when a file is replaced while it is read, the reading goes on with what it began with', async () => {
      const [before, after] = [noise(2_000_000, 1), noise(2_000_000, 2)];
      await store.write('name', before);
      const read: Buffer[] = [];
      for await (const piece of store.read('name')) {
        if (read.length === 0) await store.write('name', after);
        read.push(Buffer.from(piece));
      }
      expect(Buffer.concat(read).equals(before)).toBe(true);
      expect((await bytesFrom(store.read('name'))).equals(after)).toBe(true);
    });

    test('when something stood there, it is replaced', async () => {
      await store.write('name', bytesOf('a long first version'));
      await store.write('name', bytesOf('second'));
      expect(await textOf(store.read('name'))).toBe('second');
    });

    test('when the bytes fail midway, the error comes out and what stood there stays', async () => {
      await store.write('name', bytesOf('first'));
      async function* failing() {
        yield bytesOf('half of the second');
        throw new Error('cut off');
      }
      await expect(store.write('name', failing())).rejects.toThrow('cut off');
      expect(await textOf(store.read('name'))).toBe('first');
    });

    test('when the bytes fail midway and nothing stood there, nothing is there', async () => {
      async function* failing() {
        yield bytesOf('half');
        throw new Error('cut off');
      }
      await expect(store.write('job/name', failing())).rejects.toThrow('cut off');
      expect(await store.size('job/name')).toBeUndefined();
    });

    test.each([
      [{ start: 0, end: 0 }, '0'],
      [{ start: 2, end: 5 }, '2345'],
      [{ start: 8, end: 9 }, '89'],
      [{ start: 8, end: 5000 }, '89'],
      [{ start: 10, end: 12 }, ''],
    ])('when %j of ten bytes is read, both ends are included: "%s"', async (range, expected) => {
      await store.write('name', bytesOf('0123456789'));
      expect(await textOf(store.read('name', range))).toBe(expected);
    });

    test.each(wrongRanges)('when the range is %j, it is refused', async (range) => {
      await store.write('name', bytesOf('0123456789'));
      await expect(textOf(store.read('name', range))).rejects.toMatchObject({ code: 'audio-range-invalid' });
    });

    test('when nothing is there, it has no size and reading says so', async () => {
      expect(await store.size('job/none')).toBeUndefined();
      await expect(textOf(store.read('job/none'))).rejects.toMatchObject({ code: 'audio-not-found' });
    });

    test('when a name is that of a folder, there is no such audio', async () => {
      await store.write('job/speech/one.pcm', bytesOf('1'));
      expect(await store.size('job/speech')).toBeUndefined();
      await expect(textOf(store.read('job/speech'))).rejects.toMatchObject({ code: 'audio-not-found' });
    });

    test('when a file is deleted, only it is gone', async () => {
      await store.write('job/one', bytesOf('1'));
      await store.write('job/one-more', bytesOf('2'));
      await store.delete('job/one');
      expect(await store.size('job/one')).toBeUndefined();
      expect(await store.size('job/one-more')).toBe(1);
    });

    test('when a folder is deleted, everything below it is gone and nothing else', async () => {
      await store.write('job/podcast.mp3', bytesOf('1'));
      await store.write('job/speech/one.pcm', bytesOf('2'));
      await store.write('job2/podcast.mp3', bytesOf('3'));
      await store.delete('job');
      expect(await store.size('job/podcast.mp3')).toBeUndefined();
      expect(await store.size('job/speech/one.pcm')).toBeUndefined();
      expect(await store.size('job2/podcast.mp3')).toBe(1);
    });

    test('when what is deleted is not there, that is no error', async () => {
      await expect(store.delete('job/none')).resolves.toBeUndefined();
    });

    test('when an address is asked for what is not there, it says so', async () => {
      await expect(store.temporaryUrl('job/none', 60)).rejects.toMatchObject({ code: 'audio-not-found' });
    });

    test.each([0, -1, 1.5, 604_801, Number.NaN])(
      'when an address is to live for %p seconds, that is refused',
      async (seconds) => {
        await store.write('name', bytesOf('x'));
        await expect(store.temporaryUrl('name', seconds)).rejects.toThrow(RangeError);
      },
    );

    test.each(wrongNames)('when the name is %j, every operation refuses it', async (wrong) => {
      const refusal = { code: 'audio-name-invalid' };
      await expect(store.write(wrong, bytesOf('x'))).rejects.toMatchObject(refusal);
      await expect(store.size(wrong)).rejects.toMatchObject(refusal);
      await expect(textOf(store.read(wrong))).rejects.toMatchObject(refusal);
      await expect(store.delete(wrong)).rejects.toMatchObject(refusal);
      await expect(store.temporaryUrl(wrong, 60)).rejects.toMatchObject(refusal);
    });
  });
}
