import { describe, expect, test } from '@jest/globals';

import { splitText } from './split-text.ts';

describe('splitting text', () => {
  test.each([
    ['fits', 'One. Two.', 20, ['One. Two.']],
    [
      'has sentences',
      'First one here. Second one here. Third.',
      34,
      ['First one here. Second one here.', 'Third.'],
    ],
    ['has clauses only', 'some words, more words and more', 20, ['some words,', 'more words and more']],
    ['has words only', 'alpha beta gamma delta', 12, ['alpha beta', 'gamma delta']],
    ['is one long word', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['is one long word of emoji', '😀'.repeat(5), 5, ['😀😀', '😀😀', '😀']],
    ['is Chinese', '生物由细胞组成。细胞来自细胞！', 9, ['生物由细胞组成。', '细胞来自细胞！']],
    ['has Japanese clauses', '生き物は、細胞からできている', 10, ['生き物は、', '細胞からできている']],
    ['is Hindi', 'सब जीव कोशिका हैं। यह सच है।', 22, ['सब जीव कोशिका हैं।', 'यह सच है।']],
    ['is blank', '  ', 4, []],
  ])('when the text %s, it is cut there', (_, text, maximum, pieces) => {
    expect(splitText(text, maximum)).toEqual(pieces);
  });

  test('when 20000 characters are split, every piece is short enough and no word is lost', () => {
    const text = 'Every cell keeps its inside apart, and it divides. '.repeat(400).trim();
    const pieces = splitText(text, 600);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(600);
    expect(pieces.join(' ')).toBe(text);
  });
});
