import { describe, expect, test } from '@jest/globals';

import { statementsOf } from './statements-of.ts';

const citations = [{ start: 0, end: 5 }];

describe('statementsOf', () => {
  test('when an object has citations, its statement fields are one statement, without title, term and question', () => {
    const item = { question: 'What?', title: 'T', term: 't', answer: 'Because.', citations };
    expect(statementsOf({ items: [item] })).toEqual([{ path: 'items.0', text: 'Because.', citations }]);
  });

  test('when a field has citations of its own, it is a statement', () => {
    expect(statementsOf({ summary: 'All.', summaryCitations: citations })).toEqual([
      { path: 'summary', text: 'All.', citations },
    ]);
  });

  test('when a section has key points, they are statements beside its description', () => {
    const section = { description: 'D.', citations, keyPoints: [{ text: 'K.', citations }] };
    expect(
      statementsOf({ sections: [section] })
        .map(({ path, text }) => `${path}: ${text}`)
        .sort(),
    ).toEqual(['sections.0.keyPoints.0: K.', 'sections.0: D.']);
  });

  test('when a turn cites nothing, it states nothing', () => {
    expect(statementsOf({ turns: [{ text: 'I see.', citations: [] }] })).toEqual([]);
  });
});
