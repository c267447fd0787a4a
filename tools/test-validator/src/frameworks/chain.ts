import type { CallExpression, Expression, Node } from 'oxc-parser';

import { bare, propertyName } from '../syntax/nodes.ts';

/** One step of a chain: `.not`, `.toBe(1)`, or the call of the root itself, which has no name. */
export interface Link {
  name: string | undefined;
  call: CallExpression | undefined;
  node: Node;
}

/** `expect(a).not.toBe(b)` as its root `expect` and the links `(a)`, `.not`, `.toBe(b)`. */
export interface Chain {
  root: Node;
  links: Link[];
  node: Node;
}

/** Takes a chain of members and calls apart. */
export function chainOf(node: Expression | Node): Chain {
  const links: Link[] = [];
  let call: CallExpression | undefined;
  let inner = bare(node);
  for (;;) {
    if (inner.type === 'CallExpression') {
      if (call !== undefined) links.unshift({ name: undefined, call, node: call });
      call = inner;
      inner = bare(inner.callee);
    } else if (inner.type === 'MemberExpression') {
      links.unshift({ name: propertyName(inner), call, node: call ?? inner });
      call = undefined;
      inner = bare(inner.object);
    } else {
      if (call !== undefined) links.unshift({ name: undefined, call, node: call });
      return { root: inner, links, node: bare(node) };
    }
  }
}

/** The arguments of a link's call; empty where it is none. */
export function argumentsOf(link: Link | undefined): Node[] {
  return (
    link?.call?.arguments.map((argument) =>
      argument.type === 'SpreadElement' ? argument : bare(argument),
    ) ?? []
  );
}
