import { describe, expect, test } from '@jest/globals';

import { numbersOf, valuesIn } from './numbers-of.ts';

const valuesOf = (text: string, language = 'en') => numbersOf(text, language).map(({ values }) => values);

describe('numbersOf', () => {
  test.each([
    ['digits', '1848', [[1848]]],
    ['a separator of thousands, or decimals', '1,000 and 3.5', [[1000, 1], [3.5]]],
    ['groups and decimals', '1,234.5', [[1234.5]]],
    ['blanks between groups', '60 000 of 1 000 000', [[60000], [1000000]]],
    ['a scale', '2 million', [[2e6]]],
    ['words', 'twenty-five of ninety', [[25], [90]]],
    ['ordinals and decades', 'the 20th century, the 1990s', [[20], [1990]]],
    ['a unit without a blank', '5km at 20 %', [[5], [20]]],
    ['digits that belong to a word', 'CO2, COVID-19 and H2O', []],
    ['the numbers of a list', '1. Bees\n2. Ants', []],
    ['an exponent', '10 m²', [[10]]],
    ['an article', 'one bee', []],
  ])('when there are %s, the values are read', (_, text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  test.each([
    ['de', 'zwei Briefe', [[2]]],
    ['fr', 'vingt jours', [[20]]],
    ['es', 'siete vidas', [[7]]],
    ['ja', '3つ', [[3]]],
  ])('when the language is %s, its words are read', (language, text, values) => {
    expect(valuesOf(text, language)).toEqual(values);
  });
});

describe('valuesIn', () => {
  test('when a text speaks of half, a dozen, and 1990–95, the values that these allow are there', () => {
    expect(valuesIn('half, a dozen, 1990–95', 'en')).toEqual(new Set([50, 0.5, 12, 1990, 95, 1995]));
  });

  test('when digits are part of a word, they may be named alone', () => {
    expect(valuesIn('COVID-19', 'en')).toEqual(new Set([19]));
  });
});
