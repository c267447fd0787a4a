import { describe, expect, test } from '@jest/globals';

import { aFinding } from '../testing/a-report.ts';
import { compareText, isOpen, openFindings, worstFirst } from './finding-order.ts';

describe('worstFirst', () => {
  test.each([
    ['severity', { severity: 'error', file: 'b' }, { severity: 'warning', file: 'a' }],
    [
      'severity, down to information',
      { severity: 'warning', file: 'b' },
      { severity: 'information', file: 'a' },
    ],
    ['file', { file: 'a', line: 9 }, { file: 'b', line: 1 }],
    ['line', { line: 9, column: 5 }, { line: 10, column: 1 }],
    ['column', { column: 2, rule: 'HT040' }, { column: 10, rule: 'HT010' }],
    ['proof', { confidence: 'confirmed', rule: 'HT040' }, { confidence: 'static', rule: 'HT010' }],
    ['rule', { rule: 'HT010' }, { rule: 'HT040' }],
  ] as const)('when two findings differ by %s, the worse comes first', (_, worse, milder) => {
    const expected = [aFinding(worse), aFinding(milder)];
    expect(worstFirst(expected.toReversed())).toStrictEqual(expected);
  });

  test('when texts differ by case, capitals come first on every machine', () => {
    expect(['b', 'B', 'a', 'é', 'z'].toSorted(compareText)).toStrictEqual(['B', 'a', 'b', 'z', 'é']);
    expect(compareText('same', 'same')).toBe(0);
  });
});

describe('openFindings', () => {
  test('when findings are suppressed or refuted, only the others are open, worst first', () => {
    const warning = aFinding({ severity: 'warning', confidence: 'confirmed' });
    const error = aFinding();
    const findings = [
      warning,
      aFinding({ suppressed: { by: 'comment', reason: 'a known gap' } }),
      aFinding({ confidence: 'refuted' }),
      error,
    ];
    expect(openFindings({ findings })).toStrictEqual([error, warning]);
    expect(findings.map(isOpen)).toStrictEqual([true, false, false, true]);
  });
});
