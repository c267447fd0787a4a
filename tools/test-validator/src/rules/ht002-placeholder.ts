import type { Node } from 'oxc-parser';

import { bare, isExpressionBody, someNode, stringOf } from '../syntax/nodes.ts';
import { atTest, type Rule } from './rule.ts';

const unwritten =
  /\b(not (yet )?(been )?implemented|unimplemented|implement me|todo|to ?do|tbd|pending|fixme|write (this|me))\b/i;

export const placeholder: Rule = {
  id: 'HT002',
  name: 'placeholder',
  severity: 'warning',
  summary: 'The test is yet to be written.',
  check(examined) {
    const { test } = examined;
    if (test.isTodo) return [atTest(examined, 'The test is a todo: nothing is tested.')];
    const { body } = test;
    const only =
      body === undefined || body.body === null
        ? undefined
        : isExpressionBody(body)
          ? body.body
          : body.body.type === 'BlockStatement' && body.body.body.length === 1
            ? body.body.body[0]
            : undefined;
    if (only === undefined || !saysUnwritten(only)) return [];
    return [atTest(examined, 'The test only says that it is not written yet.')];
  },
};

/** `throw new Error('not implemented')`, `fail('todo')`, `pending()`. */
function saysUnwritten(statement: Node): boolean {
  const expression =
    statement.type === 'ExpressionStatement'
      ? bare(statement.expression)
      : statement.type === 'ThrowStatement'
        ? bare(statement.argument)
        : bare(statement);
  const isFailure =
    statement.type === 'ThrowStatement' ||
    (expression.type === 'CallExpression' &&
      someNode(
        expression.callee,
        (node) => node.type === 'Identifier' && /^(fail|pending|todo)$/i.test(node.name),
      ));
  if (!isFailure) return false;
  return someNode(expression, (node) =>
    unwritten.test(
      stringOf(node) ?? (node.type === 'Identifier' && /NotImplemented/.test(node.name) ? 'todo' : ''),
    ),
  );
}
