import { describe, expect, test } from '@jest/globals';

import type { ModelAnswer } from '../../ports/text-model.ts';
import { errorOf, readAnswer } from './read-answer.ts';

const buildAnswer = (overrides: Partial<ModelAnswer>): ModelAnswer => ({
  text: '{"title": "Rivers"}',
  finish: 'stop',
  usage: { inputTokens: 100, cachedInputTokens: 0, outputTokens: 1000, thinkingTokens: 0 },
  ...overrides,
});

const loop = 'The river carries sand to the sea and the sea carries it to the shore again. '.repeat(20);
const thinking = { inputTokens: 100, cachedInputTokens: 0, outputTokens: 1000, thinkingTokens: 990 };

describe('readAnswer', () => {
  test('when the answer is a JSON object, it is its content', () => {
    expect(readAnswer('outline', buildAnswer({}))).toEqual({ content: { title: 'Rivers' } });
  });

  test.each<[string, Partial<ModelAnswer>, string, boolean]>([
    ['was cut off', { finish: 'max-tokens', text: '{"title": "Ri' }, 'output-truncated', true],
    ['was cut off, though it is whole', { finish: 'max-tokens' }, 'output-truncated', true],
    [
      'was used up by thinking',
      { finish: 'max-tokens', text: '', usage: thinking },
      'thinking-overrun',
      true,
    ],
    ['was withheld as unsafe', { finish: 'safety', text: '' }, 'output-blocked-safety', false],
    ['was withheld as a recitation', { finish: 'recitation', text: '' }, 'output-blocked-recitation', true],
    ['was refused for its prompt', { finish: 'prompt-blocked', text: '' }, 'prompt-blocked', false],
    ['is empty', { text: ' \n' }, 'output-empty', true],
    ['is empty for reasons of the provider', { finish: 'other', text: '' }, 'output-empty', true],
    ['is prose', { text: 'Here is your outline.' }, 'output-invalid', true],
    ['is a list', { text: '[1, 2]' }, 'output-invalid', true],
    ['is null', { text: 'null' }, 'output-invalid', true],
    ['goes round in circles', { text: JSON.stringify({ title: loop }) }, 'output-repetitive', true],
    ['was cut off going round in circles', { finish: 'max-tokens', text: loop }, 'output-repetitive', true],
  ])(
    'when the answer %s, it is a fault that a second try may mend or not',
    (_, overrides, code, mayBeMended) => {
      const reading = readAnswer('outline', buildAnswer(overrides));
      expect(reading).toEqual({
        fault: {
          code,
          message: expect.stringContaining('outline'),
          ...(mayBeMended && { advice: expect.stringMatching(/\w{3}/) }),
        },
      });
      expect('fault' in reading && errorOf(reading.fault)).toMatchObject({
        ...{ name: 'ContentError', code, isRetryable: mayBeMended },
      });
    },
  );

  test('when a fault is told, no word of the answer stands in it', () => {
    const reading = readAnswer('faqs', buildAnswer({ text: 'canary-5521, as you asked' }));
    expect(JSON.stringify(reading)).not.toContain('canary');
  });
});
