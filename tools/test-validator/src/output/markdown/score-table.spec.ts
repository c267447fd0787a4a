import { describe, expect, test } from '@jest/globals';

import { historyEntry } from '../../report/history.ts';
import { aReport, aService } from '../../testing/a-report.ts';
import { scoreTable } from './score-table.ts';

const tests = { real: 2, weak: 0, hollow: 0, placeholder: 0, skipped: 0 };
const cells = (line: string | undefined): string[] =>
  (line ?? '')
    .split('|')
    .map((cell) => cell.trim())
    .slice(1, -1);
const changeFrom = (
  before: { score: number; isProvisional?: boolean },
  after: { score: number; isProvisional?: boolean },
): string | undefined => {
  const earlier = { services: [{ name: 'cache', isProvisional: false, ...before }] };
  return cells(scoreTable(aReport({ services: [aService(after)] }), earlier)[2])[2];
};

describe('scoreTable', () => {
  test('when there is no earlier run, there is no column for the change', () => {
    const services = [
      aService({ tests }),
      aService({ name: 'a|b', score: 60, isProvisional: true, kill: null, tests }),
    ];
    expect(scoreTable(aReport({ services }), undefined)).toStrictEqual([
      '| Service | Score | Integrity | Boundary | Kill | Integration tests |',
      '| --- | --: | --: | --: | --: | --- |',
      '| a\\|b | 60 (provisional) | 95 % | 90 % | – | 2 real |',
      '| cache | 92.5 | 95 % | 90 % | 92 % | 2 real |',
    ]);
  });

  test.each([
    ['rose', 89.9, '▲ +2.6'],
    ['fell', 93.6, '▼ −1.1'],
    ['stayed but for what is not shown', 92.58, '='],
  ])('when a score %s, the change says so', (_, before, change) => {
    expect(changeFrom({ score: before }, { score: 92.5 })).toBe(change);
  });

  test('when kill is measured at one end only, the scores are not compared', () => {
    expect(changeFrom({ score: 79, isProvisional: true }, { score: 60 })).toBe('was 79 (provisional)');
    expect(changeFrom({ score: 90 }, { score: 60, isProvisional: true })).toBe('was 90');
  });

  test('when services came or went, the table says so', () => {
    const earlier = historyEntry(aReport({ services: [aService({ name: 'old_one', score: 50 })] }));
    const table = scoreTable(aReport({ services: [aService()] }), earlier);
    expect(cells(table[0])).toStrictEqual([
      ...['Service', 'Score', 'Change', 'Integrity', 'Boundary', 'Kill', 'Integration tests'],
    ]);
    expect(cells(table[1])).toStrictEqual(['---', '--:', '--:', '--:', '--:', '--:', '---']);
    expect(table.slice(2).map(cells)).toStrictEqual([
      ['cache', '92.5', 'new', '95 %', '90 %', '92 %', '12 real, 1 weak'],
      ['old\\_one', '–', 'gone (was 50)', '', '', '', ''],
    ]);
  });

  test('when a service was there before and still is, it has one row', () => {
    const report = aReport({ services: [aService()] });
    expect(scoreTable(report, report)).toHaveLength(3);
  });

  test('when there is no service, there is no table', () => {
    expect(scoreTable(aReport(), undefined)).toStrictEqual([]);
  });
});
