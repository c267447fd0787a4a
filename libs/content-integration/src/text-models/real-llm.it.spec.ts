import { describe, test } from '@jest/globals';
import { createGeminiTextModel } from '@la-factoria/content/models';
import { describeTextModelSmoke } from '@la-factoria/content/testing';

const apiKey = process.env['GEMINI_API_KEY'];

if (process.env['TEST_WITH_REAL_LLM'] === '1' && apiKey) {
  const model = process.env['GEMINI_MODEL'];
  describeTextModelSmoke("Google's Gemini", () => createGeminiTextModel({ apiKey, model }));
} else {
  describe("a text model in earnest: Google's Gemini", () => {
    test.skip('left out: it needs TEST_WITH_REAL_LLM=1 and GEMINI_API_KEY, and costs a fraction of a cent', () => {
      throw new Error('This is never run.');
    });
  });
}
