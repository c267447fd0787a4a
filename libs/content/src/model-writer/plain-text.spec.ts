import { expect, test } from '@jest/globals';

import { plainText } from './plain-text.ts';

test.each([
  ['emphasis is written as Markdown', '**Soil** is a __mixture__.', 'Soil is a mixture.'],
  [
    'passages are cited in the text',
    'Soil is a mixture [3]. It holds water [4, 5].',
    'Soil is a mixture. It holds water.',
  ],
  ['a range of passages is cited', 'Soil is a mixture [3–5].', 'Soil is a mixture.'],
  [
    'brackets hold a number that no passage has',
    'The array [64] and the year [1927] stay.',
    'The array [64] and the year [1927] stay.',
  ],
  ['brackets hold words', 'He wrote [sic] so.', 'He wrote [sic] so.'],
  ['stars are no emphasis', 'Compute 2 ** 3 ** 2 and a*b.', 'Compute 2 ** 3 ** 2 and a*b.'],
  ['it stands between blanks', '  Soil. ', 'Soil.'],
])('when %s, plain text remains', (_, written, plain) => {
  expect(plainText(written, 20)).toBe(plain);
});
