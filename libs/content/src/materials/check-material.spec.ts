import { describe, expect, test } from '@jest/globals';

import type { Material, Materials } from './schemas.ts';
import { checkMaterial } from './check-material.ts';

const citations = [{ start: 0, end: 50 }];
const quality = { score: 1, groundedness: 1, readability: { fleschReadingEase: 60, grade: 8 }, issues: [] };
const common = { generator: 'test', language: 'en', quality };
const sentence = 'A garden feeds the people who look after it well. ';

const buildOnePager = (overrides: Partial<Materials['one-pager']> = {}): Materials['one-pager'] => ({
  ...common,
  ...{
    kind: 'one-pager',
    title: 'One-pager: gardens',
    summary: sentence.repeat(3),
    summaryCitations: citations,
  },
  ...{ takeaways: Array.from({ length: 3 }, () => ({ text: sentence, citations })) },
  ...{ body: sentence.repeat(5), bodyCitations: citations },
  ...overrides,
});

const buildScript = (turns: number): Materials['podcast-script'] => ({
  ...common,
  ...{ kind: 'podcast-script', title: 'Podcast: gardens', estimatedMinutes: 2 },
  turns: Array.from({ length: turns }, () => ({
    speaker: 'Ana',
    text: sentence,
    section: 'Soil',
    citations,
  })),
});

const codeOf = (material: Material, length?: number) => () =>
  length === undefined ? checkMaterial(material) : checkMaterial(material, { text: 'x'.repeat(length) });

describe('checkMaterial', () => {
  test('when the schema holds, it finds nothing', () => {
    expect(checkMaterial(buildOnePager())).toEqual([]);
  });

  test('when there are fewer items than the minimum, it names a shortfall and its place', () => {
    const issues = checkMaterial(buildOnePager({ takeaways: [] }));
    expect(issues).toEqual([{ code: 'shortfall', message: expect.stringMatching(/^takeaways: /) }]);
  });

  test('when a text is shorter than the minimum, it names a shortfall', () => {
    expect(checkMaterial(buildOnePager({ body: sentence })).map(({ code }) => code)).toEqual(['shortfall']);
  });

  test('when all turns together are too short, it names a shortfall', () => {
    expect(checkMaterial(buildScript(10)).map(({ message }) => message)).toEqual([
      'turns: the turns must have at least 1000 characters in total',
    ]);
  });

  test('when all turns together are too long, it throws', () => {
    expect(codeOf(buildScript(1300))).toThrow(/turns: the turns must have at most 60000 characters/);
  });

  test('when a text is longer than the maximum, it throws and names the field', () => {
    expect(codeOf(buildOnePager({ summary: sentence.repeat(11) }))).toThrow(/one-pager .*summary/);
  });

  test('when an item has no citation, it throws', () => {
    const takeaways = Array.from({ length: 3 }, () => ({ text: sentence, citations: [] }));
    expect(codeOf(buildOnePager({ takeaways }))).toThrow(/takeaways\.0\.citations/);
  });

  test('when a field with citations of its own has none, it throws', () => {
    expect(codeOf(buildOnePager({ bodyCitations: [] }))).toThrow(/bodyCitations/);
  });

  test('when a citation ends where it starts, it throws', () => {
    expect(codeOf(buildOnePager({ bodyCitations: [{ start: 7, end: 7 }] }))).toThrow(/must not be empty/);
  });

  test('when a citation ends after the source, it throws and names the range', () => {
    expect(codeOf(buildOnePager(), 49)).toThrow(
      /summaryCitations\.0: 0–50 is outside the source of 49 characters/,
    );
  });

  test('when a citation ends with the source, it is in range', () => {
    expect(codeOf(buildOnePager(), 50)()).toEqual([]);
  });

  test('when a score is above 1, it throws a ContentError with its code', () => {
    const material = buildOnePager({ quality: { ...quality, score: 1.1 } });
    expect(codeOf(material)).toThrow(
      expect.objectContaining({ code: 'material-invalid', isRetryable: false }),
    );
  });

  test('when a score is below 0, it is no shortfall: it throws', () => {
    expect(codeOf(buildOnePager({ quality: { ...quality, score: -1 } }))).toThrow(/quality\.score/);
  });
});
