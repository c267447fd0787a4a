import type { Hazard } from '../analysis/trace.ts';
import { contains } from '../syntax/nodes.ts';
import { atHazard, endsOpen, hazardsOf, openReturns } from './flow.ts';
import type { Rule } from './rule.ts';

export const unguardedCatch: Rule = {
  id: 'HT031',
  name: 'unguarded catch',
  severity: 'error',
  summary: 'The oracles stand in a catch, and nothing fails when nothing is thrown.',
  check(examined) {
    const { trace } = examined;
    const leaves = openReturns(trace);
    // `try { f(); return; } catch { expect(…); }`: out of the try without an assertion.
    const isLeft = ({ node }: Hazard): boolean => leaves.some((exit) => contains(node, exit.node));
    return hazardsOf(examined, 'HT031')
      .filter(
        ({ hazard }) =>
          endsOpen(trace) || (isLeft(hazard) && trace.sites.every(({ hazards }) => hazards.includes(hazard))),
      )
      .map(({ hazard }) =>
        atHazard(
          examined,
          hazard,
          'The assertions stand in the catch alone: when nothing is thrown, the test passes.',
        ),
      );
  },
};
