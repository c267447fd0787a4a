import { describe, expect, test } from '@jest/globals';
import type { LanguageModelUsage } from 'ai';

import { usageOf } from './ai-sdk-usage.ts';

const size = { promptCharacters: 400, answerCharacters: 80, thinkingCharacters: 0 };

const counted = (
  input?: number,
  output?: number,
  cached?: number,
  thinking?: number,
): LanguageModelUsage => ({
  inputTokens: input,
  inputTokenDetails: { noCacheTokens: undefined, cacheReadTokens: cached, cacheWriteTokens: undefined },
  outputTokens: output,
  outputTokenDetails: { textTokens: undefined, reasoningTokens: thinking },
  totalTokens: undefined,
});

describe('usageOf', () => {
  test('when all is counted, the counts are taken over', () => {
    expect(usageOf(counted(1000, 300, 700, 120), size)).toEqual({
      ...{ inputTokens: 1000, cachedInputTokens: 700, outputTokens: 300, thinkingTokens: 120 },
    });
  });

  test.each([
    ['left out', counted()],
    ['0', counted(0, 0, 0, 0)],
  ])('when counts are %s, a token is taken for four characters', (_, usage) => {
    expect(usageOf(usage, size)).toEqual({
      ...{ inputTokens: 100, cachedInputTokens: 0, outputTokens: 20, thinkingTokens: 0 },
    });
  });

  test('when thinking was seen and nothing counted, it is a part of the output', () => {
    const usage = usageOf(counted(), { ...size, thinkingCharacters: 40 });
    expect(usage).toMatchObject({ outputTokens: 30, thinkingTokens: 10 });
  });

  test('when thinking was seen and the output counted, it is no more than the output', () => {
    const usage = usageOf(counted(1000, 6), { ...size, thinkingCharacters: 400 });
    expect(usage).toMatchObject({ outputTokens: 6, thinkingTokens: 6 });
  });

  test('when nothing was written, no output is made up', () => {
    expect(usageOf(counted(1000, 0), { ...size, answerCharacters: 0 }).outputTokens).toBe(0);
  });
});
