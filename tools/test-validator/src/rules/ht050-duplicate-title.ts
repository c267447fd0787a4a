import { blockAround } from '../syntax/nodes.ts';
import type { Rule } from './rule.ts';

export const duplicateTitle: Rule = {
  id: 'HT050',
  name: 'duplicate title',
  severity: 'warning',
  summary: 'Two tests of one block have the same title.',
  checkFile({ tests }) {
    const seen = new Set<string>();
    return tests.flatMap((test) => {
      // A title that is computed, or that the rows of a table fill, is not known here.
      const [first] = test.call.arguments;
      const isText =
        first?.type === 'Literal' || (first?.type === 'TemplateLiteral' && first.expressions.length === 0);
      const key = `${blockAround(test.call)} ${test.title}`;
      if (!isText || !seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [
        { node: test.call, test, message: `Another test of this block is called "${test.title}" as well.` },
      ];
    });
  },
};
