import { expect, test } from '@jest/globals';

import { metadataTitle } from './metadata-title.ts';

test.each([
  ['The tides', 'The tides'],
  ['Microsoft Word - The tides', 'The tides'],
  ['Microsoft Word - tides_final2.docx', undefined],
  ['tides.dvi', undefined],
  ['Untitled', undefined],
  ['  ', undefined],
  ['12', undefined],
  [7, undefined],
])('when the metadata name %j, the title is %j', (given, title) => {
  expect(metadataTitle({ Title: given })).toBe(title);
});
