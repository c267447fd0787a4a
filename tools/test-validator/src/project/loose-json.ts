import { parseSync, type Node } from 'oxc-parser';

import { keyName } from '../syntax/nodes.ts';

/** Reads JSON as people write it in tsconfig.json: with comments and trailing commas. Undefined if it is none. */
export function parseLooseJson(text: string): unknown {
  const { program, errors } = parseSync('loose.ts', `(${text}\n)`, { preserveParens: false });
  const [statement] = program.body;
  if (errors.length > 0 || statement?.type !== 'ExpressionStatement') return undefined;
  return valueOf(statement.expression);
}

function valueOf(node: Node): unknown {
  switch (node.type) {
    case 'ObjectExpression':
      return Object.fromEntries(
        node.properties.flatMap((property) => {
          const key = property.type === 'Property' ? keyName(property.key, property.computed) : undefined;
          return property.type === 'Property' && key !== undefined ? [[key, valueOf(property.value)]] : [];
        }),
      );
    case 'ArrayExpression':
      return node.elements.map((element) => (element === null ? null : valueOf(element)));
    case 'Literal':
      return node.value;
    default:
      return undefined;
  }
}
