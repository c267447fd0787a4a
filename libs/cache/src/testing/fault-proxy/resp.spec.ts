import { describe, expect, test } from '@jest/globals';

import { createItemReader, wordsOf } from './resp.ts';

const texts = (items: Buffer[]) => items.map(String);

describe('createItemReader', () => {
  test.each([
    ['a line of each kind', ['+OK\r\n', '-ERR no\r\n', ':12\r\n']],
    [
      'strings, among them an empty one, none, and one with a line break',
      ['$0\r\n\r\n', '$-1\r\n', '$4\r\na\r\nb\r\n'],
    ],
    [
      'arrays, among them an empty one, none, and a nested one',
      ['*0\r\n', '*-1\r\n', '*2\r\n*1\r\n:1\r\n$1\r\na\r\n'],
    ],
  ])('when %s arrive a byte at a time, each is read whole', (_, items) => {
    const read = createItemReader();
    const bytes = Buffer.from(items.join(''));
    expect(Array.from(bytes).flatMap((byte) => texts(read(Buffer.of(byte))))).toEqual(items);
  });

  test('when one and a half items arrive, the half waits for the rest', () => {
    const read = createItemReader();
    expect(texts(read(Buffer.from('+OK\r\n$5\r\nab')))).toEqual(['+OK\r\n']);
    expect(texts(read(Buffer.from('cde\r\n')))).toEqual(['$5\r\nabcde\r\n']);
  });
});

describe('wordsOf', () => {
  test('when a command has a line break and letters of several bytes in it, its words are told', () => {
    expect(wordsOf(Buffer.from('*3\r\n$3\r\nSET\r\n$4\r\na\r\nb\r\n$2\r\né\r\n'))).toEqual([
      'SET',
      'a\r\nb',
      'é',
    ]);
  });
});
