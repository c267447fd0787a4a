import { describe, expect, test } from '@jest/globals';

import { coverObjectives, objectiveShare } from './objectives.ts';

describe('objectiveShare', () => {
  test('when a text has one of two content words, in another form, the share is a half', () => {
    expect(objectiveShare('Describe the causes of revolutions.', 'A revolutionary text.')).toBe(0.5);
  });

  test('when only the task stands in the text, nothing is covered', () => {
    expect(
      objectiveShare('Explain and compare the main types of tides.', 'Explain, compare, main, type.'),
    ).toBe(0);
  });

  test('when an objective names no subject, there is nothing to cover', () => {
    expect(objectiveShare('Explain the difference.', 'Tides.')).toBeUndefined();
  });
});

describe('coverObjectives', () => {
  test('when objectives have half of their words and more, they are covered, and shares add up', () => {
    const objectives = ['Define spring tides.', 'Describe lunar gravity, mass and distance.', 'Explain it.'];
    expect(coverObjectives(objectives, 'A spring tide comes by gravity.')).toEqual({
      judged: 2,
      covered: 1,
      words: 1.25,
    });
  });
});
