import { describe, expect, test } from '@jest/globals';

import { aFinding, aService, aTest } from '../testing/a-report.ts';
import { summarize } from './summarize.ts';

describe('summarize', () => {
  test('when tests, findings and services are given, they are counted', () => {
    const summary = summarize({
      files: 7,
      tests: [aTest(), aTest(), aTest({ verdict: 'hollow' }), aTest({ verdict: 'skipped' })],
      findings: [
        aFinding(),
        aFinding({ severity: 'warning' }),
        aFinding({ severity: 'warning' }),
        aFinding({ severity: 'information' }),
        aFinding({ suppressed: { by: 'baseline', reason: 'known' } }),
        aFinding({ confidence: 'refuted' }),
      ],
      services: [aService({ score: 90 }), aService({ name: 'audio', score: 60 }), aService({ score: 75 })],
    });
    expect(summary).toStrictEqual({
      files: 7,
      tests: { total: 4, real: 2, weak: 0, hollow: 1, placeholder: 0, skipped: 1 },
      findings: { error: 1, warning: 2, information: 1 },
      meanScore: 75,
      worstService: 'audio',
    });
  });

  test('when there is no service, there is no score', () => {
    expect(summarize({ files: 0, tests: [], findings: [], services: [] })).toMatchObject({
      meanScore: null,
      worstService: null,
    });
  });
});
