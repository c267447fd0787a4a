import { describe, expect, test } from '@jest/globals';

import { aFinding, aReport, aService } from '../testing/a-report.ts';
import { judge } from './judge.ts';

const untested = { real: 0, weak: 0, hollow: 0, placeholder: 0, skipped: 0 };

describe('judge', () => {
  test('when no error is open and every service keeps its ratchet, the run passes', () => {
    const report = aReport({
      services: [aService({ score: 92.5 })],
      findings: [
        aFinding({ severity: 'warning' }),
        aFinding({ suppressed: { by: 'baseline', reason: 'known' } }),
        aFinding({ confidence: 'refuted' }),
      ],
    });
    expect(judge(report, { ratchets: { cache: 92 }, minimum: 92.5 })).toStrictEqual({
      passed: true,
      reasons: [],
    });
  });

  test('when one error is open, the reason says which and where', () => {
    expect(judge(aReport({ findings: [aFinding()] }), {})).toStrictEqual({
      passed: false,
      reasons: ['There is 1 error (HT010 in src/cart.spec.ts:3).'],
    });
  });

  test('when several are open, the reason says how many of which rules', () => {
    const findings = [
      aFinding({ file: 'b.ts' }),
      aFinding({ rule: 'HT024', file: 'b.ts' }),
      aFinding({ rule: 'HT024' }),
    ];
    expect(judge(aReport({ findings }), {}).reasons).toStrictEqual([
      'There are 3 errors in 2 files (HT024 × 2, HT010 × 1).',
    ]);
  });

  test('when a service falls below its ratchet, the reason has both figures', () => {
    expect(
      judge(aReport({ services: [aService({ score: 89.96 })] }), { ratchets: { cache: 90 } }),
    ).toStrictEqual({
      passed: false,
      reasons: ['Service cache scores 89.9, below its ratchet of 90.'],
    });
  });

  test.each([
    [79, true],
    [78.9, false],
  ])('when kill is not measured and the ratchet is higher than it can be, %d passes: %s', (score, passed) => {
    const report = aReport({ services: [aService({ score, isProvisional: true })] });
    expect(judge(report, { ratchets: { cache: 95 } }).passed).toBe(passed);
  });

  test('when a provisional score is too low, the reason says that it is provisional', () => {
    const report = aReport({ services: [aService({ score: 60, isProvisional: true })] });
    expect(judge(report, { ratchets: { cache: 70 }, minimum: 65 }).reasons).toStrictEqual([
      'Service cache scores 60 (provisional: kill is not measured), below its ratchet of 70.',
      'Service cache scores 60 (provisional: kill is not measured), below the minimum of 65.',
    ]);
  });

  test('when a service has a ratchet and is no longer there, the run fails', () => {
    expect(judge(aReport(), { ratchets: { audio: 70 } }).reasons).toStrictEqual([
      'Service audio has a ratchet of 70, but there is no such service.',
    ]);
  });

  test('when a service bears the name of what every object has, it has no ratchet', () => {
    expect(judge(aReport({ services: [aService({ name: 'constructor' })] }), { ratchets: {} }).passed).toBe(
      true,
    );
  });

  test.each([
    [
      'only a placeholder',
      { ...untested, placeholder: 1 },
      'Service cache has no integration test that runs (1 placeholder).',
    ],
    ['no test at all', untested, 'Service cache has no integration test.'],
    [
      'only tests that do not run',
      { ...untested, placeholder: 2, skipped: 1 },
      'Service cache has no integration test that runs (1 skipped, 2 placeholder).',
    ],
  ])('when a service has %s, the run fails unless the policy allows it', (_, tests, reason) => {
    const report = aReport({ services: [aService({ tests })] });
    expect(judge(report, {}).reasons).toStrictEqual([reason]);
    expect(judge(report, { requireIntegrationTests: false }).passed).toBe(true);
  });

  test.each(['real', 'weak', 'hollow'] as const)(
    'when a service has one test that is %s, it has one',
    (verdict) => {
      expect(
        judge(aReport({ services: [aService({ tests: { ...untested, [verdict]: 1 } })] }), {}).passed,
      ).toBe(true);
    },
  );
});
