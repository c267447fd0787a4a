import { atTest, type Rule } from './rule.ts';

export const emptyTable: Rule = {
  id: 'HT006',
  name: 'empty table',
  severity: 'error',
  summary: 'The table has no row, so that the test never runs.',
  check: (examined) =>
    examined.test.hasEmptyTable ? [atTest(examined, 'The table is empty: the test never runs.')] : [],
};
