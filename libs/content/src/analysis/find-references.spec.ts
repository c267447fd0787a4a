import { describe, expect, test } from '@jest/globals';

import { findReferences, isReference } from './find-references.ts';

const without = (text: string) =>
  findReferences(text)
    .toReversed()
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);

describe('findReferences', () => {
  test.each([
    [
      'an article with an address',
      'Whales sing at night.Ann Moe, “Songs of the Sea,” in Ocean Notes (Spring 2015), ed. Tim R. Roe, https://example.org/notes/4.',
    ],
    ['a book', 'Whales sing at night.Ann B. Moe, Songs of the Sea (Oxford: Oxford University Press, 1999).'],
    [
      'an article in a journal',
      'Whales sing at night.Ann Moe and Lee Kim, “Songs, Calls and Clicks,” Sea Studies 35, no. 2 (2014): 235–262.',
    ],
    [
      'a page that was visited',
      'Whales sing at night.“About,” Whale Trust, accessed March 1, 2021, https://whales.example.',
    ],
    ['a pointer to a chapter', 'Whales sing at night.See also Chapter 6: The Sea at Night.'],
    ['Ibid.', 'Whales sing at night.Ibid., 34.'],
  ])('when %s is glued in after a sentence, it is cut and what follows stays', (_, text) => {
    expect(without(`${text} Dolphins click all day.`)).toBe('Whales sing at night. Dolphins click all day.');
  });

  test('when a reference is glued to a word inside a sentence, the sentence closes over it', () => {
    const text =
      'Friends of whale songAnn Moe and Lee Kim, “Sea Song,” in Ocean Notes, Updated May 2, 2019, https://example.org/4. say that it calms.';
    expect(without(text)).toBe('Friends of whale song say that it calms.');
  });

  test('when prose is glued to a full stop, nothing is cut', () => {
    const text = 'Politics is about power.The study of society, in contrast, is about groups.';
    expect(findReferences(text)).toEqual([]);
  });

  test('when a bare address stands in the text, it alone is cut', () => {
    expect(without('Read it at https://example.org/a_(b) today.')).toBe('Read it at  today.');
  });

  test('when a sentence names a year in brackets, it is prose', () => {
    expect(findReferences('The empire fell at last (in 1453). Trade moved west.')).toEqual([]);
  });
});

describe('isReference', () => {
  test.each([
    'Ann Moe, Whales, Songs, and Silence (Hull, UK: Seagate, 2007), 2, 3.',
    'Sea Encyclopaedia Online, “Whales: The Songs of Whales,”.',
    'Moe, Whales, 240–276.',
    'Moe, Quiet Seas, Chapter 10.',
    'Journal of Quiet Seas 37: 130–137.',
  ])('when a piece has names, titles and places but no verb, as in %p, it is one', (text) => {
    expect(isReference(text)).toBe(true);
  });

  test.each([
    'The Treaty of Utrecht was signed on April 11, 1713.',
    'Queen Anne of Great Britain died in London in August 1, 1714.',
    'Whales breathe air.',
  ])('when a sentence with many names states something, as in %p, it is none', (text) => {
    expect(isReference(text)).toBe(false);
  });
});
