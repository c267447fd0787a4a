import { atHazard, hazardsOf } from './flow.ts';
import type { Rule } from './rule.ts';

export const floating: Rule = {
  id: 'HT034',
  name: 'floating',
  severity: 'error',
  summary: 'A promise that asserts is neither awaited nor returned.',
  check: (examined) =>
    hazardsOf(examined, 'HT034').map(({ hazard }) =>
      atHazard(
        examined,
        hazard,
        'The promise is neither awaited nor returned: the test ends before it asserts.',
      ),
    ),
};
