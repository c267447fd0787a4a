import type { Rule } from './rule.ts';

export const incomplete: Rule = {
  id: 'HT011',
  name: 'incomplete',
  severity: 'error',
  summary: 'An expectation without a called matcher checks nothing.',
  check: ({ trace, test }) =>
    trace.incomplete.map(({ node, module }) => ({
      node,
      message: 'The expectation has no called matcher: it checks nothing.',
      ...(module !== test.module && { module }),
    })),
};
