import { describe, expect, test } from '@jest/globals';

import { chunksOf } from './chunks-of.ts';

const chunksFrom = async (pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, chunkBytes: number) => {
  const chunks: [number, string, boolean][] = [];
  for await (const { bytes, start, isLast } of chunksOf(pieces, chunkBytes))
    chunks.push([start, Buffer.from(bytes).toString(), isLast]);
  return chunks;
};
const piecesOf = (...texts: string[]) => texts.map((text) => new TextEncoder().encode(text));

describe('chunks', () => {
  test.each([
    [[], [[0, '', true]]],
    [['', ''], [[0, '', true]]],
    [['abc'], [[0, 'abc', true]]],
    [['abcd'], [[0, 'abcd', true]]],
    [['ab', '', 'cd'], [[0, 'abcd', true]]],
    [
      ['abcde'],
      [
        [0, 'abcd', false],
        [4, 'e', true],
      ],
    ],
    [
      ['abc', 'defghij', 'k'],
      [
        [0, 'abcd', false],
        [4, 'efgh', false],
        [8, 'ijk', true],
      ],
    ],
    [
      ['abcdefgh', ''],
      [
        [0, 'abcd', false],
        [4, 'efgh', true],
      ],
    ],
  ])('when pieces are %j, chunks of four are %j', async (pieces, expected) => {
    expect(await chunksFrom(piecesOf(...pieces), 4)).toEqual(expected);
  });

  test('when a chunk is under way, no more is asked of the source than tells whether it was the last', async () => {
    let asked = 0;
    function* pieces() {
      for (const piece of piecesOf('ab', 'cd', 'ef', 'gh', 'ij')) {
        asked += 1;
        yield piece;
      }
    }
    const chunks = chunksOf(pieces(), 4);
    expect((await chunks.next()).value).toMatchObject({ start: 0, isLast: false });
    expect(asked).toBe(3);
  });
});
