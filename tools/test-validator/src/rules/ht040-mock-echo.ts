import { isEcho } from '../analysis/echo.ts';
import { statementOf } from '../analysis/walk.ts';
import { defective } from './flow.ts';
import type { Rule } from './rule.ts';

export const mockEcho: Rule = {
  id: 'HT040',
  name: 'mock echo',
  severity: 'error',
  summary: 'A double gives back what the test configured, and the test asserts that.',
  isDefect: ({ oracle }, walk) =>
    (oracle.kind === 'matcher' || oracle.kind === 'assert') &&
    oracle.actual !== undefined &&
    isEcho(oracle.actual, walk),
  check: (examined) =>
    defective(examined, 'HT040').map(({ node, module }) => ({
      node: statementOf(node),
      message: 'The value comes from the double that the test configured itself.',
      ...(module !== examined.test.module && { module }),
    })),
};
