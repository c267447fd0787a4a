import { describe, expect, test } from '@jest/globals';

import { buildSource } from '../../testing/source-builders.ts';
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
      { items: [{ term: 'soil', definition: 'A mixture.', difficulty: 'easy', passages: [4, 2, 4] }] },
      source,
      'a-model',
    );
    expect(draft).toEqual({
      ...{ kind: 'flashcards', generator: 'a-model', language: 'en' },
      items: [
        { term: 'soil', definition: 'A mixture.', difficulty: 'easy', citations: [rangeOf(2), rangeOf(4)] },
      ],
    });
    expect(unknown).toEqual([]);
  });

  test('when a field has its own passages, at the top or in an item, they become its citations', () => {
    const content = {
      summary: 'All of it.',
      summaryPassages: [1],
      takeaways: [{ text: 'x', passages: [2] }],
    };
    expect(toDraft('one-pager', content, source, 'a-model').draft).toMatchObject({
      summaryCitations: [rangeOf(1)],
      takeaways: [{ citations: [rangeOf(2)] }],
    });
  });

  test.each([[0], [source.passages.length + 1], [-3], [1.5], ['two'], [null]])(
    'when passage %p is cited, it is left out and reported with its place',
    (number) => {
      const content = { items: [{ answer: 'So.', passages: [1, number] }] };
      const { draft, unknown } = toDraft('faqs', content, source, 'a-model');
      expect(unknown).toEqual([{ path: 'items.0', cited: number }]);
      expect(draft['items']).toMatchObject([{ answer: 'So.', citations: [rangeOf(1)] }]);
    },
  );

  test.each([
    ['no list', '1, 2', [{ path: 'items.0', cited: '1, 2' }]],
    ['an object', { one: 1 }, [{ path: 'items.0', cited: { one: 1 } }]],
    ['nothing', null, []],
    ['left out', undefined, []],
  ])('when passages are %s, nothing is cited', (_, passages, unknown) => {
    const content = { items: [{ question: 'Why?', answer: 'So.', passages }] };
    const { draft, unknown: reported } = toDraft('faqs', content, source, 'a-model');
    expect({ items: draft['items'], reported }).toEqual({
      items: [{ question: 'Why?', answer: 'So.', citations: [] }],
      reported: unknown,
    });
  });

  test('when numbers of passages come as text, they are numbers', () => {
    const content = { items: [{ question: 'Why?', answer: 'So.', passages: ['2', '[4]', ' 4 '] }] };
    const { draft, unknown } = toDraft('faqs', content, source, 'a-model');
    expect({ items: draft['items'], unknown }).toMatchObject({
      items: [{ citations: [rangeOf(2), rangeOf(4)] }],
      unknown: [],
    });
  });

  test('when the answer has fields that the schema does not know, they are left out, however deep', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    const item = { question: 'Why?', answer: 'So.', passages: [1], notes: [{ text: 'x', passages: [] }] };
    const { draft } = toDraft('faqs', { items: [item], deep }, source, 'a-model');
    expect(draft).toEqual({
      ...{ kind: 'faqs', generator: 'a-model', language: 'en' },
      items: [{ question: 'Why?', answer: 'So.', citations: [rangeOf(1)] }],
    });
  });

  test('when a field has another type than its schema, it is null', () => {
    const content = { title: { deep: [] }, takeaways: 'one', summary: 7 };
    expect(toDraft('one-pager', content, source, 'a-model').draft).toMatchObject({
      ...{ title: null, takeaways: null, summary: null, summaryCitations: [] },
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
