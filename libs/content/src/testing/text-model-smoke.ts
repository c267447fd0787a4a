import { describe, expect, test } from '@jest/globals';

import type { TextModel } from '../ports/text-model.ts';
import { buildContractCall } from './text-model-contract.ts';

/** The part of the contract that can be asked of a real provider: one short answer, which costs next to nothing. */
export function describeTextModelSmoke(name: string, open: () => TextModel): void {
  describe(`a text model in earnest: ${name}`, () => {
    test('when it is asked for a small JSON object, it answers with one, and counts its tokens', async () => {
      const prompt = {
        rules: 'Answer with one JSON object that fits the schema.',
        shared: '[1] A school garden is a piece of land on which pupils grow plants.',
        task: 'Write a title for passage 1.',
      };
      const answer = await open().generate(buildContractCall({ prompt, maxOutputTokens: 4000 }));
      expect(answer).toMatchObject({ finish: 'stop' });
      expect(JSON.parse(answer.text)).toEqual({ title: expect.stringMatching(/\S/) });
      expect(answer.usage.inputTokens).toBeGreaterThan(20);
      expect(answer.usage.outputTokens).toBeGreaterThan(0);
    });

    test('when its answer has no room, it stops with max-tokens', async () => {
      const answer = await open().generate(buildContractCall({ maxOutputTokens: 1 }));
      expect(answer.finish).toBe('max-tokens');
    });
  });
}
