import type { Node } from 'oxc-parser';

import { keyName } from './nodes.ts';

/** The steps from a pattern to a name in it: `['a', 'b']` for `c` in `{ a: { b: c } }`; undefined where it can't be told. */
export function pathTo(pattern: Node, identifier: Node): string[] | undefined {
  if (pattern === identifier) return [];
  if (pattern.type === 'AssignmentPattern') return pathTo(pattern.left, identifier);
  if (pattern.type !== 'ObjectPattern') return undefined;
  for (const property of pattern.properties) {
    if (property.type !== 'Property') continue;
    const key = keyName(property.key, property.computed);
    const rest = pathTo(property.value, identifier);
    if (key !== undefined && rest !== undefined) return [key, ...rest];
  }
  return undefined;
}
