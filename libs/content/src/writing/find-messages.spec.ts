import { describe, expect, test } from '@jest/globals';

import { createSource } from '../source/create-source.ts';
import { createMessageRank, isMessage } from './find-messages.ts';
import { createWritingContext } from './writing-context.ts';

const contextOf = (text: string) =>
  createWritingContext(createSource({ text: text.padEnd(60), language: 'en' }));
const sentencesOf = (text: string) => contextOf(text).analysis.sentences;

describe('isMessage', () => {
  test.each([
    'Glaciers carve valleys because ice is heavy and always on the move.',
    'A moraine is a heap of rock that a glacier leaves behind.',
  ])('when a sentence claims or defines, as in %p, it is one', (text) => {
    expect(sentencesOf(text).map((sentence) => isMessage(sentence, 'en'))).toEqual([true]);
  });

  test.each([
    'Some lakes, for example, were dug by glaciers long ago.',
    'Every glacier moves down its valley; that’s the rule.',
    'Consider the rivers that carry the ice of the north away.',
    'A long and lonely valley with steep walls and a very flat floor.',
    'Underneath, glaciers move uninterruptedly downhill.',
  ])(
    'when it illustrates, calls on the reader, states nothing or next to nothing, as in %p, it is none',
    (text) => {
      expect(sentencesOf(text).map((sentence) => isMessage(sentence, 'en'))).toEqual([false]);
    },
  );
});

describe('createMessageRank', () => {
  test('when a sentence defines a key term, it gains more than one that only names it', () => {
    const context = contextOf(
      'A moraine is a heap of rock that a glacier leaves behind. A moraine can be as long as the valley is. People came there with sledges.',
    );
    const rank = createMessageRank(context);
    const gains = context.analysis.sentences.map((sentence) => rank(sentence) - sentence.salience);
    expect(gains[0]).toBeGreaterThan(gains[1] ?? 0);
    expect(gains[1]).toBeGreaterThan(gains[2] ?? 0);
  });
});
