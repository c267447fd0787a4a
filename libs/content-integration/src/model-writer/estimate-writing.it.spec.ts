import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSource, type DerivedKind, materialKinds } from '@la-factoria/content';
import {
  createGeminiTextModel,
  createModelWriter,
  defaultPrices,
  estimateWriting,
  freePrices,
  pricesFor,
  withMetering,
} from '@la-factoria/content/models';
import { type GeminiServer, startGeminiServer } from '@la-factoria/content/testing/gemini-server';

import { readFixture } from '../fixture.ts';

const derivedKinds = materialKinds.filter((kind): kind is DerivedKind => kind !== 'outline');
const prices = pricesFor('gemini-3.5-flash', defaultPrices) ?? freePrices;

let server: GeminiServer;
beforeEach(async () => {
  server = await startGeminiServer({ thinkingTokens: 400 });
});
afterEach(() => server.close());

describe('the estimate of a whole writing', () => {
  test.each(['force-notes', 'injection', 'plant-cells', 'printing-notes', 'sorting', 'wetter'])(
    'when all eight materials of %s are written, they cost what was estimated, by a quarter more or less',
    async (name) => {
      const source = createSource({ text: readFixture(name) });
      const model = withMetering(createGeminiTextModel({ apiKey: 'a-key', baseUrl: server.baseUrl }), {
        prices,
      });
      const writer = createModelWriter({ model });
      const estimate = estimateWriting({ model, prices }, source, materialKinds, {});

      let spentUsd = 0;
      const options = { onUsage: ({ costUsd }: { costUsd: number }) => void (spentUsd += costUsd) };
      const outline = await writer.outline(source, options);
      await Promise.all(derivedKinds.map((kind) => writer.material(kind, source, outline, options)));

      expect(estimate.byCall.map(({ purpose }) => purpose)).toEqual([...materialKinds]);
      expect(estimate.costUsd / spentUsd).toBeGreaterThan(0.75);
      expect(estimate.costUsd / spentUsd).toBeLessThan(1.25);
    },
  );

  test('when few materials are asked for, the outline that they need is counted with them', () => {
    const source = createSource({ text: readFixture('plant-cells') });
    const model = createGeminiTextModel({ apiKey: 'a-key' });
    const estimate = estimateWriting({ model, prices }, source, ['faqs'], {});
    expect(estimate.byCall.map(({ purpose }) => purpose)).toEqual(['outline', 'faqs']);
  });

  test('when the source exceeds the window, notes on each part are counted', () => {
    const source = createSource({ text: readFixture('plant-cells').repeat(8) });
    const model = createGeminiTextModel({ apiKey: 'a-key', contextTokens: 16_000, maxOutputTokens: 4000 });
    const { byCall } = estimateWriting({ model, prices }, source, ['faqs'], {});
    expect(byCall.filter(({ purpose }) => purpose === 'notes').length).toBeGreaterThan(1);
  });
});
