import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { AudioStore } from '../ports/audio-store.ts';

export interface AudioStoreHarness {
  /** Empty. */
  store: AudioStore;
  close?(): void | Promise<void>;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += new TextDecoder().decode(piece);
  return text;
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

    test.each(wrongNames)('when the name is %j, every operation refuses it', async (wrong) => {
      const refusal = { code: 'audio-name-invalid' };
      await expect(store.write(wrong, bytesOf('x'))).rejects.toMatchObject(refusal);
      await expect(store.size(wrong)).rejects.toMatchObject(refusal);
      await expect(textOf(store.read(wrong))).rejects.toMatchObject(refusal);
      await expect(store.delete(wrong)).rejects.toMatchObject(refusal);
    });
  });
}
