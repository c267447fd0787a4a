import type { Node } from 'oxc-parser';

import { isExpressionBody } from '../syntax/nodes.ts';
import { atTest, type Rule } from './rule.ts';

export const empty: Rule = {
  id: 'HT001',
  name: 'empty',
  severity: 'error',
  summary: 'The test has no statement that runs.',
  check(examined) {
    const { body } = examined.test;
    if (body === undefined || body.body === null) return [];
    const isNothing = isExpressionBody(body)
      ? body.body.type === 'Literal' || (body.body.type === 'Identifier' && body.body.name === 'undefined')
      : body.body.type === 'BlockStatement' && body.body.body.every(isIdle);
    return isNothing ? [atTest(examined, 'The test is empty: it passes whatever the code does.')] : [];
  },
};

function isIdle(statement: Node): boolean {
  return (
    statement.type === 'EmptyStatement' ||
    (statement.type === 'BlockStatement' && statement.body.every(isIdle)) ||
    (statement.type === 'ReturnStatement' && statement.argument === null) ||
    (statement.type === 'ExpressionStatement' && statement.expression.type === 'Literal')
  );
}
