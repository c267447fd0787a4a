import { atHazard, endsOpen, hazardsOf } from './flow.ts';
import type { Rule } from './rule.ts';

export const callback: Rule = {
  id: 'HT032',
  name: 'callback',
  severity: 'warning',
  summary: 'The oracles stand in a callback that nobody waits for.',
  check(examined) {
    if (!endsOpen(examined.trace)) return [];
    return hazardsOf(examined, 'HT032').map(({ hazard }) =>
      atHazard(
        examined,
        hazard,
        'The assertions stand in a callback that is not known to run before the test ends.',
      ),
    );
  },
};
