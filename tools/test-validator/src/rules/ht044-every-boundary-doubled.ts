import { makesDouble } from '../analysis/doubles.ts';
import { importsIn } from '../analysis/imports-in.ts';
import { mockedModules } from '../analysis/mocked-modules.ts';
import { reachesNeighbour } from '../analysis/neighbours.ts';
import { someNode } from '../syntax/nodes.ts';
import { isMarked } from '../tests/marker.ts';
import { atTest, type Rule } from './rule.ts';

export const boundariesDoubled: Rule = {
  id: 'HT044',
  name: 'every boundary doubled',
  severity: 'warning',
  summary: 'An integration test whose neighbours are all doubles.',
  check(examined) {
    const { test, project } = examined;
    const { module, body } = test;
    if (body === undefined || test.isSkipped || !isMarked(module, project)) return [];
    const isDoubling =
      mockedModules(module).size > 0 ||
      someNode(module.program, (node) => node.type === 'CallExpression' && makesDouble(node));
    if (!isDoubling || importsIn(body, module).size === 0 || reachesNeighbour(module, project)) return [];
    return [atTest(examined, 'Every neighbour is a double: the integration is not tested.')];
  },
};
