import { expect, test } from '@jest/globals';

import { summaryLines } from './summary-lines.ts';

test('when two projects have run, their counts are added up and what was skipped or failed is named', () => {
  const lines = summaryLines([
    {
      ...{ project: 'cache', suites: { passed: 3, failed: 0 }, seconds: 1.25 },
      ...{ tests: { passed: 20, failed: 0, skipped: 1 }, skipped: ['Redis: needs REDIS_URL'], failures: [] },
    },
    {
      ...{ project: 'cache-integration', suites: { passed: 1, failed: 1 }, seconds: 12 },
      ...{ tests: { passed: 7, failed: 2, skipped: 0 }, skipped: [] },
      failures: [{ name: 'claims are kept', message: 'Expected: 1\nReceived: 2' }],
    },
  ]);

  expect(lines).toEqual([
    'cache                20 passed     1.3 s',
    'cache-integration     7 passed    12.0 s',
    'skipped: cache: Redis: needs REDIS_URL',
    '',
    'failed: cache-integration: claims are kept',
    '  Expected: 1',
    '  Received: 2',
    '',
    'Test Suites: 1 failed, 4 passed, 5 total',
    'Tests:       2 failed, 1 skipped, 27 passed, 30 total',
    'Total: 27 passed, 2 failed',
  ]);
});
