import { describe, expect, test } from '@jest/globals';

import { defaultPrices } from './default-prices.ts';
import { type ModelPrices, parsePriceTable, type PriceTable, pricesFor } from './model-prices.ts';

const pricesOf = (inputUsdPerMillion: number): ModelPrices => ({
  inputUsdPerMillion,
  cachedInputUsdPerMillion: inputUsdPerMillion / 10,
  outputUsdPerMillion: inputUsdPerMillion * 5,
});

const table: PriceTable = {
  asOf: '2026-07-04',
  source: 'a test',
  models: {
    'gemini-9-pro': pricesOf(2),
    'gemini-9-flash': pricesOf(1),
    'gemini-9-flash-preview': pricesOf(1.1),
    'gemini-9-flash-lite': {
      ...pricesOf(3),
      later: [
        { from: '2026-12-01', prices: pricesOf(5) },
        { from: '2027-01-01', prices: pricesOf(6) },
      ],
    },
  },
};

describe('pricesFor', () => {
  test.each([
    ['its own name', 'gemini-9-flash', 1],
    ['the name of a dated version of two that are listed', 'gemini-9-flash-preview-09-2026', 1.1],
    ['a numbered version', 'gemini-9-pro-002', 2],
    ['a version of a model whose name begins with that of another', 'gemini-9-flash-lite-001', 3],
  ])('when a model is asked for by %s, it has the prices of that model', (_, model, expected) => {
    expect(pricesFor(model, table)?.inputUsdPerMillion).toBe(expected);
  });

  test.each([
    'gemini-8-flash',
    'gemini-9-flash-image',
    'gemini-9-flash-preview-tts',
    'gemini-9-flashy',
    'toString',
  ])('when the table does not list %s, it has no prices', (model) => {
    expect(pricesFor(model, table)).toBeUndefined();
  });

  test.each([
    ['2026-11-30', 3],
    ['2026-12-01', 5],
    ['2026-12-31', 5],
    ['2027-01-01', 6],
  ])('when other prices are announced, on %s those of that day hold', (day, expected) => {
    expect(pricesFor('gemini-9-flash-lite', table, day)).toEqual(pricesOf(expected));
  });
});

describe('parsePriceTable', () => {
  test('when a table comes as JSON, it is read as it is', () => {
    expect(parsePriceTable(JSON.parse(JSON.stringify(table)))).toEqual(table);
  });

  test.each([
    ['a price is below 0', { inputUsdPerMillion: -1 }, 'inputUsdPerMillion'],
    ['a price is a string', { outputUsdPerMillion: '9' }, 'outputUsdPerMillion'],
    ['a name is misspelt', { inputUsdPerMilion: 1 }, 'inputUsdPerMilion'],
    ['a later price has no day', { later: [{ from: 'soon', prices: pricesOf(1) }] }, 'from'],
  ])('when %s, the error names it', (_, change, named) => {
    const broken = { ...table, models: { 'gemini-9-pro': { ...pricesOf(2), ...change } } };
    expect(() => parsePriceTable(broken)).toThrow(named);
  });
});

describe('defaultPrices', () => {
  test('when it is checked as a table of a configuration file is, it passes', () => {
    expect(parsePriceTable(defaultPrices)).toEqual(defaultPrices);
  });

  test('when the default model is looked up, its published prices are there', () => {
    expect(pricesFor('gemini-3.5-flash', defaultPrices)).toEqual({
      inputUsdPerMillion: 1.5,
      cachedInputUsdPerMillion: 0.15,
      outputUsdPerMillion: 9,
    });
  });

  test('when the introductory prices have ended, the published ones that follow hold', () => {
    expect(pricesFor('gemini-3.8-flash', defaultPrices, '2026-12-31')?.outputUsdPerMillion).toBe(3.75);
    expect(pricesFor('gemini-3.8-flash', defaultPrices, '2027-01-01')?.outputUsdPerMillion).toBe(7.5);
  });
});
