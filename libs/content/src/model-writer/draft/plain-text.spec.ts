import { expect, test } from '@jest/globals';

import { createSource } from '../../source/create-source.ts';
import { plainText } from './plain-text.ts';

const source = createSource({
  text: 'Soil is a mixture, and x[2] is an element of a list.\n\nIt holds water.\n\nWorms live there.',
});

test.each([
  ['bold type is written as Markdown', '**Soil** is a **dark mixture**.', 'Soil is a dark mixture.'],
  [
    'passages are cited in the text',
    'Soil is a mixture [3]. It holds water [1, 3].',
    'Soil is a mixture. It holds water.',
  ],
  ['a range of passages is cited', 'Soil is a mixture [1–3].', 'Soil is a mixture.'],
  ['the source has the same brackets', 'The element x[2] is meant.', 'The element x[2] is meant.'],
  ['brackets hold a number that no passage has', 'The year [1927] stays.', 'The year [1927] stays.'],
  ['brackets hold words', 'He wrote [sic] so.', 'He wrote [sic] so.'],
  ['stars are powers', '2**3 is 8 and 3**2 is 9, as 2 ** 3 is.', '2**3 is 8 and 3**2 is 9, as 2 ** 3 is.'],
  ['underscores are a name', 'The method __init__ is called.', 'The method __init__ is called.'],
  ['it stands between blanks', '  Soil. ', 'Soil.'],
])('when %s, plain text remains', (_, written, plain) => {
  expect(plainText(written, source)).toBe(plain);
});
