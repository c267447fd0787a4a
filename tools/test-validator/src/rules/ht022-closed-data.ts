import { originsIn } from '../analysis/origins-in.ts';
import { statementOf } from '../analysis/walk.ts';
import { atTest, type Rule } from './rule.ts';
import { defective, endsOpen } from './flow.ts';

export const closedData: Rule = {
  id: 'HT022',
  name: 'closed data',
  severity: 'error',
  summary: 'No value of production code reaches the assertion.',
  isDefect({ oracle }, walk) {
    if ((oracle.kind !== 'matcher' && oracle.kind !== 'assert') || oracle.actual === undefined) return false;
    if (oracle.isSmoke && oracle.name !== 'toThrow') return false;
    const origins = originsIn(walk);
    return origins !== undefined && [oracle.actual, ...oracle.expected].every((node) => origins.isClosed(node));
  },
  check(examined) {
    const sites = defective(examined, 'HT022');
    if (sites.length === 0) return [];
    const isAll = endsOpen(examined.trace) && examined.trace.sites.every(({ defects }) => defects.length > 0);
    if (isAll) return [atTest(examined, 'Everything that is asserted on was made by the test itself.')];
    return sites.map(({ node, module }) => ({
      node: statementOf(node),
      message: 'What is asserted on was made by the test itself.',
      severity: 'warning',
      ...(module !== examined.test.module && { module }),
    }));
  },
};
