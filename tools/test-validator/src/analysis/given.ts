import type { Node } from 'oxc-parser';

import { bare, isFunction, someNode } from '../syntax/nodes.ts';
import type { Walk } from './walk.ts';

/** Asks for the database that the whole run is for. */
const configuring =
  /\b(dialect|driver\w*|is(SQLite|Sqlite|Pg\w*|Postgre\w*|My[sS]ql\w*|M[sS]sql|MSSQL|Oracle\w*|Cockroach\w*|Redshift|MariaDB|BetterSQLite3))\b/;

/**
 * A condition that only asks what the test was declared with: the row of a table, the parameter of the function or the
 * variable of the loop that declares it. Which arm runs is settled before the code under test does anything.
 */
export function isGiven(walk: Walk, condition: Node): boolean {
  const text = walk.module.text.slice(condition.start, condition.end);
  if (configuring.test(text)) return true;
  let names = 0;
  const hasOther = someNode(condition, (node) => {
    if (node.type !== 'Identifier' || isName(node)) return false;
    const binding = walk.module.bindings.of(node);
    if (binding === undefined)
      return !/^(undefined|Array|Object|String|Number|Boolean|Math|Error|RegExp)$/.test(node.name);
    names += 1;
    if (binding.kind === 'param') {
      const { declaration } = binding;
      const isRow = declaration === walk.test.body && walk.test.definition.table !== undefined;
      return !isRow && !(isFunction(declaration) && isAround(declaration, walk));
    }
    return !isLoopVariable(binding.declaration, walk);
  });
  return !hasOther && names > 0;
}

function isName(node: Node): boolean {
  const { parent } = node;
  return (
    (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
    (parent?.type === 'Property' && parent.key === node && !parent.shorthand)
  );
}

function isAround(declaration: Node, { test }: Walk): boolean {
  return declaration.start < test.call.start && test.call.end <= declaration.end;
}

/** Of a loop that declares the test, or of one over what is given inside of it. */
function isLoopVariable(declaration: Node, walk: Walk): boolean {
  const loop = declaration.parent?.parent;
  return (
    (loop?.type === 'ForStatement' && isAround(loop, walk)) ||
    ((loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement') &&
      (isAround(loop, walk) || isLiteral(loop.right)))
  );
}

/** A table that stands there. */
function isLiteral(node: Node): boolean {
  const inner = bare(node);
  return inner.type === 'ArrayExpression' && inner.elements.length > 0;
}
