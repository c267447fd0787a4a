import { describe, expect, test } from '@jest/globals';

import { standsAlone } from './stands-alone.ts';
import { wordsOf } from './words.ts';

const judge = (text: string) => standsAlone(text, wordsOf(text), true);

describe('standsAlone', () => {
  test.each([
    'Plants turn light into sugar.',
    '“All men are created equal” was a bold claim.',
    'In 1848, revolts broke out in Paris.',
    'World War I changed the map of Europe.',
    'Photosystem I and photosystem II work together.',
    'Itō Hirobumi wrote the constitution of the Meiji state.',
  ])('when a sentence says all that it needs, as in %p, it stands alone', (text) => {
    expect(judge(text)).toBe(true);
  });

  test.each([
    'This makes the reaction faster than before.',
    'He was born in a small town.',
    'However, the crops failed again that year.',
    'For example, bees dance in the dark hive.',
    'What do plants need to grow well?',
    'Figure 3 shows the parts of a cell.',
    'The rules are the following:',
    'Too short here.',
    'When the school decides what fees to charge: politics.',
    'Week 3 (May 4): We read about rivers.',
    'The people of the valley did exactly this.',
    'Many years later I found the answer in a book.',
    'The history of the old town',
    'The rule (which nobody knew was broken again.',
    'The long reign of the old king.',
  ])('when a sentence leans on another or says nothing, as in %p, it does not', (text) => {
    expect(judge(text)).toBe(false);
  });
});
