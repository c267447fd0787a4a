import { describe, expect, test } from '@jest/globals';

import { cleanHeading, clipped, finished, inSentence, listed } from './phrases.ts';

describe('cleanHeading', () => {
  test.each([
    ['1.2 Cells', 'Cells'],
    ['3. The Nucleus', 'The Nucleus'],
    ['Chapter 4: Energy', 'Energy'],
    ['3 Ways to Learn', '3 Ways to Learn'],
    ['THE LIFE OF BEES', 'The life of bees'],
    ['NATO', 'NATO'],
    ['<b onclick="x()">Bold</b> claims', 'Bold claims'],
    ['<script>alert(1)</script> Trust', 'Trust'],
    ['See [the docs](https://e.example)', 'See the docs'],
  ])('when the heading is "%s", it reads "%s"', (heading, clean) => {
    expect(cleanHeading(heading)).toBe(clean);
  });
});

describe('inSentence', () => {
  const spelling = { small: new Set(['life', 'cell']), capital: new Set(['berlin', 'the']) };

  test('when every word has a capital, only names keep it', () => {
    expect(inSentence('The Cell Life in Berlin', spelling)).toBe('the cell life in Berlin');
  });

  test('when a word of a title stands nowhere in the text, it loses its capital too', () => {
    expect(inSentence('Electoral Connection', spelling)).toBe('electoral connection');
  });

  test('when a heading gives an abbreviation, it is a name and keeps its capitals', () => {
    expect(inSentence('The Cell Life Court (CLC)', spelling)).toBe('the Cell Life Court (CLC)');
  });

  test('when a word is an acronym, it stays', () => {
    expect(inSentence('The Role of DNA', spelling)).toBe('the Role of DNA');
  });
});

test('when items are listed, the last joins by the word for "and"', () => {
  expect([listed(['a'], 'and'), listed(['a', 'b'], 'und'), listed(['a', 'b', 'c'], 'and')]).toEqual([
    'a',
    'a und b',
    'a, b and c',
  ]);
});

test('when a text is too long, it is cut at a word’s end with an ellipsis', () => {
  expect(clipped('one two three four', 14)).toBe('one two three…');
});

test('when a text has no end, it gets a full stop; when it has one, it keeps it', () => {
  expect(['a layer', 'Who?', '“So.”'].map(finished)).toEqual(['a layer.', 'Who?', '“So.”']);
});
