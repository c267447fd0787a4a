import type { Node } from 'oxc-parser';

import { contains } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { endsOpen, openReturns } from './flow.ts';
import type { Rule } from './rule.ts';

export const earlyReturn: Rule = {
  id: 'HT005',
  name: 'early return',
  severity: 'warning',
  summary: 'A guard returns before every oracle: the test passes without having tested.',
  check({ trace, test: { body, module } }) {
    // Without an oracle further on there is nothing that the return leaves out.
    if (body === undefined || endsOpen(trace) || trace.sites.length === 0) return [];
    return (
      openReturns(trace)
        .filter(({ node }) => contains(body, node) && !skips(node, module))
        .filter(({ node }) => trace.sites.some(({ node: site }) => site.start > node.start))
        // Out of a `try` whose `catch` has all assertions is a matter of its own.
        .filter(
          ({ node }) =>
            !trace.sites.every(({ hazards }) =>
              hazards.some(({ rule, node: around }) => rule === 'HT031' && contains(around, node)),
            ),
        )
        .map(({ node }) => ({
          node,
          message: 'Returns before any assertion: the test then passes without having tested anything.',
        }))
    );
  },
};

/** `return t.skip()`, or `this.skip()` in a statement before: whoever reads the results is told. */
function skips(exit: Node, module: Module): boolean {
  const { parent } = exit;
  const from = parent?.type === 'BlockStatement' ? parent : exit;
  return /(\bskip|\bpending)\(/.test(module.text.slice(from.start, exit.end));
}
