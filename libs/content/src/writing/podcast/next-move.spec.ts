import { describe, expect, test } from '@jest/globals';

import { createSource } from '../../source/create-source.ts';
import { readSentences } from '../../analysis/read-sentences.ts';
import { moveOf } from './next-move.ts';

const sentencesOf = (text: string) => readSentences(createSource({ text, language: 'en' })).sentences;

/** How the second of two sentences moves on from the first. */
function move(text: string) {
  const [previous, next] = sentencesOf(text);
  if (!next) throw new Error('there is no second sentence');
  return moveOf(next, previous);
}

describe('moveOf', () => {
  test.each([
    ['For example, the Rhine froze over in the winter of that year.', 'example'],
    ['However, the mills were still turning in the town below.', 'but'],
    ['The Rhine froze, whereas the Danube was open all winter.', 'compare'],
    ['As a result, bread became so dear that nobody could buy it.', 'result'],
    ['In March 1784 the ice broke and carried the bridge away.', 'then'],
    ['Rivers carry sand from the hills down to the sea.', 'more'],
  ])('when "%s" follows in the same passage, it is "%s"', (next, expected) => {
    expect(move(`The winter was hard on the rivers. ${next}`)).toBe(expected);
  });

  test('when the statement before stands in another passage, nothing moves on from it', () => {
    expect(move('The winter was hard on the rivers.\n\nHowever, the mills were still turning below.')).toBe(
      'more',
    );
  });
});
