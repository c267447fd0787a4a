import { statementOf } from '../analysis/walk.ts';
import { hazardsOf } from './flow.ts';
import type { Rule } from './rule.ts';

export const deadOracle: Rule = {
  id: 'HT035',
  name: 'dead oracle',
  severity: 'error',
  summary: 'The assertion can never run.',
  check: (examined) =>
    hazardsOf(examined, 'HT035').map(({ site, hazard }) => ({
      node: site.module === examined.test.module ? statementOf(site.node) : hazard.node,
      message: 'Nothing leads to this assertion: it never runs.',
    })),
};
