import { atHazard, endsOpen, hazardsOf } from './flow.ts';
import type { Rule } from './rule.ts';

export const zeroLoop: Rule = {
  id: 'HT033',
  name: 'zero loop',
  severity: 'warning',
  summary: 'The oracles stand in a loop over something that may be empty.',
  check(examined) {
    if (!endsOpen(examined.trace)) return [];
    return hazardsOf(examined, 'HT033').map(({ hazard }) => ({
      ...atHazard(
        examined,
        hazard,
        hazard.isCertain
          ? 'The loop goes over nothing: its assertions never run.'
          : 'The assertions stand in a loop over a result whose size is not checked: none run when it is empty.',
      ),
      ...(hazard.isCertain && { severity: 'error' as const }),
    }));
  },
};
