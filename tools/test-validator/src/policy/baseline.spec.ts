import { describe, expect, test } from '@jest/globals';

import type { Report } from '../report/report.ts';
import { aFinding, aReport } from '../testing/a-report.ts';
import { applyBaseline, baselineReason, writeBaseline } from './baseline.ts';
import { readBaseline } from './read-baseline.ts';

const source = 'add(1);\nadd(2);\nadd(1);\nadd(1);\n';
const readSource = (): string => source;
const on = (...lines: number[]): Report => aReport({ findings: lines.map((line) => aFinding({ line })) });
const apply = (report: Report, written: Report): ReturnType<typeof applyBaseline> =>
  applyBaseline(report, readBaseline(writeBaseline(written, readSource)), { readSource });
const newLines = ({ report }: { report: Report }): number[] =>
  report.findings.filter(({ suppressed }) => suppressed === undefined).map(({ line }) => line);

describe('writeBaseline', () => {
  test('when findings share rule, file, test and line, they are one entry with their number, in a fixed order', () => {
    const text = writeBaseline(
      aReport({
        findings: [
          aFinding({ file: 'b.ts', line: 3 }),
          aFinding({ file: 'a.ts', rule: 'HT011', line: 2 }),
          aFinding({ file: 'b.ts', line: 1 }),
          aFinding({ file: 'a.ts', rule: 'HT010', test: 'z' }),
          aFinding({ file: 'a.ts', rule: 'HT010', test: 'y' }),
          aFinding({ file: 'a.ts', rule: 'HT010', test: 'x' }),
          aFinding({ file: 'a.ts', rule: 'HT010', test: null }),
        ],
      }),
      readSource,
    );
    expect(readBaseline(text).findings).toMatchObject([
      { file: 'a.ts', rule: 'HT010', test: null, count: 1 },
      { file: 'a.ts', rule: 'HT010', test: 'x', count: 1 },
      { file: 'a.ts', rule: 'HT010', test: 'y', count: 1 },
      { file: 'a.ts', rule: 'HT010', test: 'z', count: 1 },
      { file: 'a.ts', rule: 'HT011', test: 'cart › adds', count: 1 },
      { file: 'b.ts', rule: 'HT010', test: 'cart › adds', count: 2 },
    ]);
    expect(text).toMatch(/^\{\n {2}"version": 1,[^]*\}\n$/);
  });

  test('when lines of one test differ only in their text, the order does not depend on that of the findings', () => {
    expect(writeBaseline(on(1, 2), readSource)).toBe(writeBaseline(on(2, 1), readSource));
  });

  test('when findings are excused by a comment or refuted, they are left out; those of a baseline are kept', () => {
    const findings = [
      aFinding({ suppressed: { by: 'comment', reason: 'why' } }),
      aFinding({ confidence: 'refuted' }),
      aFinding({ rule: 'HT024', suppressed: { by: 'baseline', reason: baselineReason } }),
    ];
    const { findings: written } = readBaseline(writeBaseline(aReport({ findings }), readSource));
    expect(written.map(({ rule, count }) => [rule, count])).toStrictEqual([['HT024', 1]]);
  });
});

describe('applyBaseline', () => {
  test('when all findings are known, all are suppressed, no longer counted, and nothing is gone', () => {
    const before = on(1, 2);
    const { report, gone } = apply(before, on(1, 2));
    const suppressed = { by: 'baseline', reason: 'known: it is in the baseline' };
    expect(report).toStrictEqual({
      ...before,
      summary: { ...before.summary, findings: { error: 0, warning: 0, information: 0 } },
      findings: before.findings.map((finding) => ({ ...finding, suppressed })),
    });
    expect(gone).toStrictEqual([]);
  });

  test('when there is a second one of the same, the later is new', () => {
    const result = apply(on(4, 1), on(1));
    expect(newLines(result)).toStrictEqual([4]);
    expect(result.report.summary.findings.error).toBe(1);
  });

  test('when there is one of another text, it is new', () => {
    expect(newLines(apply(on(1, 2), on(1)))).toStrictEqual([2]);
  });

  test('when known ones no longer occur, they are gone, with how many', () => {
    const { gone } = apply(on(1, 2), on(1, 2, 3, 4));
    expect(gone).toMatchObject([{ rule: 'HT010', file: 'src/cart.spec.ts', count: 2 }]);
  });

  test('when the run did not look for a known one, it is not gone', () => {
    const written = aReport({ findings: [aFinding({ file: 'a.ts' }), aFinding({ file: 'b.ts' })] });
    const { gone } = applyBaseline(aReport(), readBaseline(writeBaseline(written, readSource)), {
      readSource,
      wasChecked: ({ file }) => file === 'b.ts',
    });
    expect(gone.map(({ file }) => file)).toStrictEqual(['b.ts']);
  });

  test('when a comment excuses a finding or a run refuted it, it does not use up what is known', () => {
    const findings = [
      aFinding({ line: 1, suppressed: { by: 'comment', reason: 'why' } }),
      aFinding({ line: 1, confidence: 'refuted' }),
      aFinding({ line: 3 }),
    ];
    const { report } = apply(aReport({ findings }), on(1));
    expect(report.findings.map(({ suppressed }) => suppressed?.by)).toStrictEqual([
      'comment',
      undefined,
      'baseline',
    ]);
  });
});

describe('readBaseline', () => {
  const entry = { rule: 'HT010', file: 'a.ts', test: null, fingerprint: 'f', count: 1 };

  test('when it is whole, its entries are returned', () => {
    const baseline = { version: 1, findings: [entry, { ...entry, test: 'adds' }] };
    expect(readBaseline(JSON.stringify(baseline))).toStrictEqual(baseline);
  });

  test.each([
    ['no JSON', '{', 'the baseline is no JSON'],
    ['an array', '[]', 'the baseline is no {"version": 1'],
    ['null', 'null', 'the baseline is no {"version": 1'],
    ['of another version', '{"version":2,"findings":[]}', 'the baseline is no {"version": 1'],
    ['without findings', '{"version":1}', 'the baseline is no {"version": 1'],
  ])('when it is %s, it is refused', (_, text, message) => {
    expect(() => readBaseline(text)).toThrow(message);
  });

  test.each([
    null,
    { ...entry, rule: 1 },
    { ...entry, file: undefined },
    { ...entry, test: 1 },
    { ...entry, fingerprint: null },
    { ...entry, count: 0 },
    { ...entry, count: 1.5 },
  ])('when its second entry is %j, that one is named', (broken) => {
    expect(() => readBaseline(JSON.stringify({ version: 1, findings: [entry, broken] }))).toThrow(
      'finding 1 of the baseline lacks',
    );
  });
});
