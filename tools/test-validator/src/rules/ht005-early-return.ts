import { openReturns } from './flow.ts';
import type { Rule } from './rule.ts';

export const earlyReturn: Rule = {
  id: 'HT005',
  name: 'early return',
  severity: 'warning',
  summary: 'A guard returns before every oracle: the test passes without having tested.',
  check({ trace, test }) {
    const end = trace.exits.at(-1);
    // Without an oracle further on there is nothing that the return leaves out.
    if (end?.state === 'open' || trace.sites.length === 0) return [];
    return openReturns(trace)
      .filter(({ node }) => test.call.start <= node.start && node.end <= test.call.end)
      .filter(({ node }) => trace.sites.some(({ node: site }) => site.start > node.start))
      .map(({ node }) => ({ node, message: 'Returns before any assertion: the test then passes without having tested anything.' }));
  },
};
