import { describe, expect, test } from '@jest/globals';

import { buildSource } from '../../testing/source-builders.ts';
import { checkCitations } from './check-citations.ts';
import type { CitedPart } from '../../quality/cited-parts.ts';
import type { RawDraft } from '../draft/to-draft.ts';

const source = buildSource();
const cite = (words: string) => {
  const passage = source.passages.find(({ start, end }) => source.text.slice(start, end).includes(words));
  return passage ? [{ start: passage.start, end: passage.end }] : [];
};
const buildPart = (overrides: Partial<CitedPart>): CitedPart => ({
  ...{ path: 'items.0', text: '', question: '', citations: [], cite: () => {} },
  ...overrides,
});
const draftOf = (kind: RawDraft['kind']): RawDraft => ({
  kind,
  generator: 'a-model',
  language: 'en',
  turns: [{ speaker: 'Ana', section: 'Introduction' }],
});
const check = (kind: RawDraft['kind'], part: Partial<CitedPart>) =>
  checkCitations(buildPart(part), draftOf(kind), source);

describe('checkCitations', () => {
  test('when a statement stands where it cites, in other words too, nothing is wrong', () => {
    const part = { text: 'Mulch means straw or bark that lies on the soil.', citations: cite('Mulch is') };
    expect(check('faqs', part)).toBeUndefined();
  });

  test.each([
    ['cites nothing', 'faqs', { text: 'Mulch covers the soil.' }, 'uncited', /no passage/],
    [
      'states a number that is not there',
      ...(['faqs', { text: 'Mulch was invented in 1843.', citations: cite('Mulch is') }] as const),
      ...(['unsupported', /they do not state "1843"/] as const),
    ],
    [
      'cites another passage',
      ...(['faqs', { text: 'Mulch is straw or bark.', citations: cite('Bees, flies') }] as const),
      ...(['unsupported', /they lack "Mulch", "straw"/] as const),
    ],
    [
      'asks about what the cited section does not hold',
      ...([
        'reading-questions',
        { question: 'Why do marmalade trombones sneeze?', citations: cite('Mulch is') },
      ] as const),
      ...(['unsupported', /they lack "marmalade"/] as const),
    ],
    [
      'is a long turn that cites nothing',
      ...([
        'podcast-script',
        { text: 'Well, that is how it is. '.repeat(9) },
        'uncited',
        /no passage/,
      ] as const),
    ],
    [
      'is a short turn that invents a person and a year',
      ...(['podcast-script', { text: 'As Professor Brandvik said in 1847, Ana!' }] as const),
      ...(['unsupported', /the source does not say "Professor", "Brandvik", "1847"/] as const),
    ],
  ] as const)('when a part %s, that is said', (_, kind, part, code, message) => {
    expect(check(kind, { ...part, citations: 'citations' in part ? [...part.citations] : [] })).toEqual({
      ...{ code, path: 'items.0' },
      message: expect.stringMatching(message),
    });
  });

  test('when hosts greet and react, they need to cite nothing', () => {
    expect(
      check('podcast-script', { text: 'Welcome, Ana! We have ten minutes. Are you ready?' }),
    ).toBeUndefined();
  });

  test('when a question asks about the section that it cites, nothing is wrong', () => {
    const part = { question: 'Why do mulched beds need less water?', citations: cite('Mulch is') };
    expect(check('reading-questions', part)).toBeUndefined();
  });
});
