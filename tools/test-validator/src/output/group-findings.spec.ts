import { describe, expect, test } from '@jest/globals';

import type { Finding } from '../report/report.ts';
import { aFinding } from '../testing/a-report.ts';
import { groupFindings } from './group-findings.ts';

/** Lines by severity and file. */
const shapeOf = (findings: Finding[], maxGroups = 99): unknown =>
  groupFindings(findings, maxGroups).severities.map(({ severity, count, files }) => [
    severity,
    count,
    files.map(({ file, groups }) => [
      file,
      ...groups.map(({ first, others }) => [first, ...others].map(({ line }) => line)),
    ]),
  ]);

describe('groupFindings', () => {
  const findings = [
    aFinding({ file: 'a', line: 1 }),
    aFinding({ file: 'a', line: 2, message: 'Something else.' }),
    aFinding({ file: 'a', line: 3 }),
    aFinding({ file: 'a', line: 4, rule: 'HT024' }),
    aFinding({ file: 'b', line: 5 }),
    aFinding({ file: 'a', line: 6, severity: 'warning' }),
  ];

  test('when findings say the same in one file, they are one group', () => {
    expect(shapeOf(findings)).toStrictEqual([
      [
        'error',
        5,
        [
          ['a', [1, 3], [2], [4]],
          ['b', [5]],
        ],
      ],
      ['warning', 1, [['a', [6]]]],
    ]);
    expect(groupFindings(findings, 99).left).toBe(0);
  });

  test('when there are more groups than may be shown, the findings in the others are counted', () => {
    expect(shapeOf(findings, 1)).toStrictEqual([['error', 5, [['a', [1, 3]]]]]);
    expect(groupFindings(findings, 1).left).toBe(4);
  });

  test('when a group was left out, a later finding of it is left out too', () => {
    const again = [...findings.slice(0, 2), aFinding({ file: 'a', line: 9, message: 'Something else.' })];
    expect(groupFindings(again, 1).left).toBe(2);
  });
});
