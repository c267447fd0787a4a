import { describe, expect, test } from '@jest/globals';

import { buildSource } from '../testing/source-builders.ts';
import { toDraft } from './to-draft.ts';

const source = buildSource();
const rangeOf = (number: number) => {
  const { start = -1, end = -1 } = source.passages[number - 1] ?? {};
  return { start, end };
};

describe('toDraft', () => {
  test('when passages are cited, their ranges stand for their numbers, each once and in order', () => {
    const { draft, unknown } = toDraft(
      'flashcards',
      { items: [{ term: 'soil', definition: 'A mixture.', passages: [4, 2, 4] }] },
      source,
      'a-model',
    );
    expect(draft).toEqual({
      ...{ kind: 'flashcards', generator: 'a-model', language: 'en' },
      items: [{ term: 'soil', definition: 'A mixture.', citations: [rangeOf(2), rangeOf(4)] }],
    });
    expect(unknown).toEqual([]);
  });

  test('when a field has its own passages, at the top or in an item, they become its citations', () => {
    const content = {
      summary: 'All of it.',
      summaryPassages: [1],
      parts: [{ body: 'x', bodyPassages: [2] }],
    };
    expect(toDraft('one-pager', content, source, 'a-model').draft).toMatchObject({
      summaryCitations: [rangeOf(1)],
      parts: [{ bodyCitations: [rangeOf(2)] }],
    });
  });

  test.each([[0], [source.passages.length + 1], [-3], [1.5], ['2'], [null]])(
    'when passage %p is cited, it is left out and reported with its place',
    (number) => {
      const content = { items: [{ answer: 'So.', passages: [1, number] }] };
      const { draft, unknown } = toDraft('faqs', content, source, 'a-model');
      expect(unknown).toEqual([{ path: 'items.0', number }]);
      expect(draft['items']).toEqual([{ answer: 'So.', citations: [rangeOf(1)] }]);
    },
  );

  test('when passages are no list, they are reported', () => {
    const { draft, unknown } = toDraft('faqs', { items: [{ passages: '1, 2' }] }, source, 'a-model');
    expect({ draft: draft['items'], unknown }).toEqual({
      draft: [{ citations: [] }],
      unknown: [{ path: 'items.0', number: '1, 2' }],
    });
  });

  test('when the answer claims another kind, author or language, code has the last word', () => {
    const content = { kind: 'faqs', generator: 'a human', language: 'xx', quality: { score: 1 } };
    expect(toDraft('outline', content, source, 'a-model').draft).toMatchObject({
      ...{ kind: 'outline', generator: 'a-model', language: 'en' },
    });
  });

  test('when the answer names a prototype, it stays a field', () => {
    const content: Record<string, unknown> = JSON.parse('{"__proto__": {"polluted": true}, "title": "x"}');
    const { draft } = toDraft('outline', content, source, 'a-model');
    expect('polluted' in draft).toBe(false);
  });
});
