import { isSelfCalled } from '../analysis/self-called.ts';
import { statementOf } from '../analysis/walk.ts';
import { defective } from './flow.ts';
import type { Rule } from './rule.ts';

export const selfCalledMock: Rule = {
  id: 'HT041',
  name: 'self-called mock',
  severity: 'error',
  summary: 'Only the test itself calls the double that it asserts on.',
  isDefect: ({ oracle }, walk) => isSelfCalled(oracle, walk),
  check: (examined) =>
    defective(examined, 'HT041').map(({ node, module }) => ({
      node: statementOf(node),
      message: 'Only the test itself calls this double: the assertion says nothing of the code.',
      ...(module !== examined.test.module && { module }),
    })),
};
