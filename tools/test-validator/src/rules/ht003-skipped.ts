import { atTest, type Rule } from './rule.ts';

export const skipped: Rule = {
  id: 'HT003',
  name: 'skipped',
  severity: 'warning',
  summary: 'The test never runs.',
  check: (examined) =>
    examined.test.isSkipped ? [atTest(examined, 'The test is skipped: it never runs.')] : [],
};
