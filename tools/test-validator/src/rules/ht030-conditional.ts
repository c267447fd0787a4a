import { atHazard, endsOpen, hazardsOf } from './flow.ts';
import type { Rule } from './rule.ts';

export const conditional: Rule = {
  id: 'HT030',
  name: 'conditional',
  severity: 'error',
  summary: 'Every oracle stands in a branch that may not be taken.',
  check(examined) {
    if (!endsOpen(examined.trace)) return [];
    return hazardsOf(examined, 'HT030').map(({ hazard }) =>
      atHazard(
        examined,
        hazard,
        'The assertions stand in a branch: where it is not taken, the test passes without any.',
      ),
    );
  },
};
