import { atHazard, endsOpen, hazardsOf } from './flow.ts';
import type { Rule } from './rule.ts';

export const unguardedCatch: Rule = {
  id: 'HT031',
  name: 'unguarded catch',
  severity: 'error',
  summary: 'The oracles stand in a catch, and nothing fails when nothing is thrown.',
  check(examined) {
    if (!endsOpen(examined.trace)) return [];
    return hazardsOf(examined, 'HT031').map(({ hazard }) =>
      atHazard(
        examined,
        hazard,
        'The assertions stand in the catch alone: when nothing is thrown, the test passes.',
      ),
    );
  },
};
