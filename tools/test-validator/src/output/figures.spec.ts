import { describe, expect, test } from '@jest/globals';

import { aFinding, aService } from '../testing/a-report.ts';
import { counted, listed } from './counted.ts';
import { cellSign, gradeOf, hiddenCounts, severityCounts, verdictCounts, worstServices } from './figures.ts';

test('when things are counted, one is singular', () => {
  expect([counted(0, 'test'), counted(1, 'test'), counted(2, 'entry', 'entries')]).toStrictEqual([
    '0 tests',
    '1 test',
    '2 entries',
  ]);
});

test('when things are listed, the last two are joined by a word', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toStrictEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});

test('when findings are counted by severity, the worst come first and what is not there is left out', () => {
  expect(severityCounts({ error: 1, warning: 0, information: 2 })).toBe('1 error, 2 information');
  expect(severityCounts({ error: 0, warning: 1, information: 0 })).toBe('1 warning');
  expect(severityCounts({ error: 0, warning: 0, information: 0 })).toBe('no findings');
});

test('when tests are counted by verdict, what is not there is left out', () => {
  const counts = { real: 3, weak: 0, hollow: 1, placeholder: 0, skipped: 2 };
  expect(verdictCounts(counts)).toBe('3 real, 1 hollow, 2 skipped');
  expect(verdictCounts({ real: 0, weak: 0, hollow: 0, placeholder: 0, skipped: 0 })).toBe('none');
});

describe('hiddenCounts', () => {
  test('when findings are suppressed or refuted, each kind is counted once', () => {
    const findings = [
      aFinding(),
      aFinding({ suppressed: { by: 'comment', reason: 'a' }, confidence: 'refuted' }),
      aFinding({ suppressed: { by: 'comment', reason: 'b' } }),
      aFinding({ suppressed: { by: 'baseline', reason: 'c' } }),
      aFinding({ confidence: 'refuted' }),
    ];
    expect(hiddenCounts(findings)).toStrictEqual([
      '2 suppressed by comments',
      '1 suppressed by the baseline',
      '1 refuted by running',
    ]);
    expect(hiddenCounts([aFinding()])).toStrictEqual([]);
  });
});

test('when a cell is shown, it has a sign and a word', () => {
  expect([
    cellSign({ covered: true, tests: [] }),
    cellSign({ covered: false, tests: [] }),
    cellSign(null),
  ]).toStrictEqual([
    { sign: '✔', word: 'covered' },
    { sign: '✘', word: 'not covered' },
    { sign: '·', word: 'nothing to cover' },
  ]);
});

test('when services are listed, the lowest score comes first', () => {
  const services = [aService({ name: 'b', score: 90 }), aService({ name: 'a', score: 9 })];
  expect(worstServices({ services }).map(({ name }) => name)).toStrictEqual(['a', 'b']);
});

test('when scores are graded, 90 is good and 70 is fair', () => {
  expect([90, 89.9, 70, 69.9].map(gradeOf)).toStrictEqual(['good', 'fair', 'fair', 'poor']);
});
