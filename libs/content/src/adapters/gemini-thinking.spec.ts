import { describe, expect, test } from '@jest/globals';

import { thinkingSettings } from './gemini-thinking.ts';

const budget = (thinkingBudget: number) => ({
  providerOptions: { google: { thinkingConfig: { thinkingBudget } } },
});

describe('thinkingSettings', () => {
  test.each(['gemini-3.5-flash', 'gemini-3-pro-preview', 'gemini-flash-latest', 'models/gemini-4-carbon'])(
    'when the model is %s, it is given a level',
    (model) => {
      expect(thinkingSettings(model, 'low', 8000)).toEqual({ reasoning: 'low' });
    },
  );

  test.each([
    ['minimal', 20_000, 1000],
    ['low', 20_000, 4000],
    ['medium', 20_000, 7000],
    ['high', 20_000, 10_000],
    ['minimal', 4000, 512],
    ['high', 65_536, 24_576],
  ] as const)(
    'when Gemini 2.5 thinks at level %s within %i tokens, it may use %i of them',
    (level, maxOutputTokens, tokens) => {
      expect(thinkingSettings('models/gemini-2.5-flash', level, maxOutputTokens)).toEqual(budget(tokens));
    },
  );

  test.each(['gemini-2.0-flash', 'gemini-1.5-pro', 'models/gemini-2.0-flash-lite', 'gemma-3-27b-it'])(
    'when the model is %s, which does not think, nothing is said of it',
    (model) => {
      expect(thinkingSettings(model, 'low', 8000)).toEqual({});
    },
  );
});
