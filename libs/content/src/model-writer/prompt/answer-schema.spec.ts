import { describe, expect, test } from '@jest/globals';

import { materialKinds } from '../../materials/material-kinds.ts';
import { buildOutline } from '../../testing/material-builders.ts';
import { answerSchema } from './answer-schema.ts';

/** Every key that stands anywhere in a JSON value. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(keysOf);
  return Object.entries(value).flatMap(([key, item]) => [key, ...keysOf(item)]);
}

const bounds = /^(?:min|max|exclusive|pattern|format|\$schema|default|const)/;

describe('answerSchema', () => {
  test.each(materialKinds)('when %s is asked for, no bound and no citation stands in the schema', (kind) => {
    const keys = keysOf(answerSchema(kind));
    expect(keys.filter((key) => bounds.test(key) || /citations/i.test(key))).toEqual([]);
    expect(keys).toContain('additionalProperties');
  });

  test('when flashcards are asked for, bounds are said and passages stand for citations', () => {
    expect(answerSchema('flashcards')).toEqual({
      type: 'object',
      properties: {
        items: {
          type: 'array',
          description: '10–25 items',
          items: {
            type: 'object',
            properties: {
              term: { type: 'string', description: '2–100 characters' },
              definition: { type: 'string', description: '10–500 characters' },
              difficulty: { type: 'string', enum: ['easy', 'medium', 'hard'] },
              passages: {
                type: 'array',
                items: { type: 'integer' },
                description: 'numbers of the passages that support this',
              },
            },
            required: ['term', 'definition', 'difficulty', 'passages'],
            additionalProperties: false,
          },
        },
      },
      required: ['items'],
      additionalProperties: false,
    });
  });

  test('when reading questions are asked for, each says its kind and the material does not', () => {
    const schema = answerSchema('reading-questions');
    expect(schema).toMatchObject({
      required: ['questions'],
      properties: {
        questions: {
          items: {
            required: ['question', 'kind', 'passages'],
            properties: {
              question: { type: 'string', description: '15–300 characters, ending in a question mark' },
              kind: { enum: ['recall', 'understanding', 'analysis'] },
            },
          },
        },
      },
    });
  });

  test('when a one-pager is asked for, its passages are named after their fields', () => {
    expect(answerSchema('one-pager')['required']).toEqual([
      ...['title', 'summary', 'summaryPassages', 'takeaways', 'body', 'bodyPassages'],
    ]);
  });

  test('when a script is asked for, a turn names one of the sections of the outline', () => {
    const outline = buildOutline({ titles: ['Soil and compost', 'Water and mulch', 'Pollinators'] });
    expect(answerSchema('podcast-script', outline)).toMatchObject({
      properties: {
        turns: {
          items: {
            properties: {
              section: {
                enum: ['Introduction', 'Soil and compost', 'Water and mulch', 'Pollinators', 'Closing'],
              },
            },
          },
        },
      },
    });
  });
});
