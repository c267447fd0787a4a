import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';

import { openGeminiServer } from './open-gemini-server.ts';

let opened: Awaited<ReturnType<typeof openGeminiServer>>;

beforeEach(async () => {
  opened = await openGeminiServer();
});

describe('the schemas that the local Gemini fills', () => {
  const bounded = (low: number, span: number) => ({ low, high: low + span });
  const range = fc
    .tuple(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 0, max: 300 }))
    .map(([low, span]) => bounded(low, span));
  const counts = fc
    .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 0, max: 6 }))
    .map(([low, span]) => bounded(low, span));
  const leaf: fc.Arbitrary<object> = fc.oneof(
    range.map(({ low, high }) => ({ type: 'string', minLength: low, maxLength: high })),
    fc.constantFrom<object>(
      { type: 'boolean' },
      { type: 'string' },
      { type: 'string', enum: ['a', 'b', 'c'] },
      { type: ['string', 'null'] },
    ),
    fc.integer({ min: -50, max: 50 }).map((minimum) => ({ type: 'integer', minimum, maximum: minimum + 3 })),
    fc.constant({ type: 'number', minimum: 0.25, maximum: 0.75 }),
    fc.constant({ anyOf: [{ type: 'null' }, { type: 'string', minLength: 5 }] }),
  );
  const name = fc.constantFrom(
    'title',
    'term',
    'definition',
    'question',
    'text',
    'section',
    'level',
    'passages',
    'textPassages',
    'speaker',
    'kind',
  );
  const { node } = fc.letrec<{ node: object }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc
        .tuple(counts, tie('node'))
        .map(([{ low, high }, items]) => ({ type: 'array', minItems: low, maxItems: high, items })),
      fc.dictionary(name, tie('node'), { minKeys: 1, maxKeys: 5 }).map(objectOf),
    ),
  }));
  const root = fc.dictionary(name, node, { minKeys: 1, maxKeys: 5 }).map(objectOf);

  function objectOf(properties: Record<string, object>): Record<string, unknown> {
    const integers = { type: 'array', items: { type: 'integer' } };
    const entries = Object.entries(properties).map(([key, schema]) => [
      key,
      /passages$/i.test(key) ? integers : schema,
    ]);
    const own = Object.fromEntries(entries);
    return { type: 'object', properties: own, required: Object.keys(own), additionalProperties: false };
  }

  test('when any schema is sent, the answer fits it, by a validator of its own', async () => {
    await fc.assert(
      fc.asyncProperty(root, async (schema) => {
        const { text } = await opened.ask({ schema });
        const { error } = z.fromJSONSchema(schema).safeParse(JSON.parse(text));
        expect(error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  test('when a reference is sent, it is followed', async () => {
    const schema = {
      ...{ type: 'object', properties: { note: { $ref: '#/$defs/note' } }, required: ['note'] },
      $defs: { note: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] } },
    };
    await expect(opened.read({ schema })).resolves.toEqual({ note: { text: expect.stringMatching(/\w/) } });
  });

  test.each([
    ['20–30 characters', 20, 30],
    ['100–140 characters', 100, 140],
    ['at most 50 characters', 1, 50],
    ['at least 200 characters', 200, 2000],
  ])('when a description says %s, the text keeps to it', async (description, low, high) => {
    const schema = { type: 'object', properties: { body: { type: 'string', description } } };
    const { body } = await opened.read<{ body: string }>({ schema });
    expect([body.length >= low, body.length <= high]).toEqual([true, true]);
  });

  test.each([
    ['7–9 items', 7, 9],
    ['up to 2 items', 1, 2],
    ['at least 6 items', 6, 20],
  ])('when a description says %s, there are so many', async (description, low, high) => {
    const schema = {
      type: 'object',
      properties: { notes: { type: 'array', description, items: { type: 'string' } } },
    };
    const { notes } = await opened.read<{ notes: string[] }>({ schema });
    expect([notes.length >= low, notes.length <= high]).toEqual([true, true]);
  });
});
