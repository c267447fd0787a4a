import type { Rule, Spotted } from './rule.ts';
import type { TestCase } from '../tests/find-tests.ts';

export const focused: Rule = {
  id: 'HT004',
  name: 'focused',
  severity: 'error',
  summary: 'Only this test runs, and all others of the file are left out.',
  checkFile({ tests, suites }) {
    const message = 'Focused: the other tests of the file do not run.';
    const blocks = suites.filter(({ definition }) => definition?.isFocused === true);
    return [
      ...blocks.map(({ node }): Spotted & { test: undefined } => ({ node, message, test: undefined })),
      ...tests
        .filter(({ isFocused }) => isFocused)
        .map((test): Spotted & { test: TestCase } => ({ node: test.call, message, test })),
    ].toSorted((one, other) => one.node.start - other.node.start);
  },
};
