import { expect, test } from '@jest/globals';

import { buildLongText } from '../../testing/source-builders.ts';
import { isRepetitive } from './is-repetitive.ts';

const sentence = 'Rivers carry the sand of the mountains down to the sea in the end. ';

test('when one sentence comes again and again, that is repetitive', () => {
  expect(isRepetitive(sentence.repeat(30))).toBe(true);
});

test('when a good beginning ends in a loop that is longer, that is repetitive', () => {
  expect(isRepetitive(buildLongText(1000) + sentence.repeat(40))).toBe(true);
});

test('when sentences are built alike but say different things, that is not', () => {
  expect(isRepetitive(buildLongText(6000))).toBe(false);
});

test('when a material says its points in four places, that is not', () => {
  expect(isRepetitive(buildLongText(1500).repeat(4))).toBe(false);
});

test('when a short text repeats itself, it is let be', () => {
  expect(isRepetitive(sentence.repeat(4))).toBe(false);
});

test('when cards have the same keys, their JSON is not repetitive', () => {
  const items = buildLongText(4000)
    .split('. ')
    .map((definition, index) => ({
      term: `Term ${index}`,
      definition,
      difficulty: 'easy',
      passages: [index],
    }));
  expect(isRepetitive(JSON.stringify({ items }))).toBe(false);
});
