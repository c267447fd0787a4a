import type { Node } from 'oxc-parser';

import { type Chain, chainOf } from '../frameworks/chain.ts';
import { bare, propertyName } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import type { Denotation } from './denotation.ts';

const makers = new Set(['fn', 'stub', 'spy', 'fake', 'func', 'function', 'mocked']);

/** `jest.fn()…`, `vi.fn(…)`, `sinon.stub().returns(5)`, `mock.fn()`: a call that makes a double from nothing. */
export function makesDouble(node: Node): boolean {
  const { root, links } = chainOf(bare(node));
  const [first, second] = links;
  if (root.type !== 'Identifier' || first === undefined) return false;
  // `sinon.fake.resolves(5)`
  if (first.call === undefined)
    return root.name === 'sinon' && first.name === 'fake' && second?.call !== undefined;
  const name = first.name ?? root.name;
  if (!makers.has(name)) return false;
  const isKnown = /^(jest|vi|vitest|sinon|sandbox|td|mock|t)$/.test(root.name) || first.name === undefined;
  // `sinon.stub(object, 'method')` doubles something that is there.
  const isOfObject = name !== 'fn' && first.call.arguments.length >= 2;
  return isKnown && !isOfObject && (first.name !== undefined || /^(fn|stub|spy)$/.test(name));
}

/** What a call chain that makes a double stands for, seen through names and members. */
export function isDouble(denoted: Denotation): boolean {
  return denoted.kind === 'result' && makesDouble(denoted.call);
}

const configuring =
  /^(mock(Return|Resolved|Rejected)Value(Once)?|mockImplementation(Once)?|returns|resolves|rejects|throws|callsFake|yields|returnsArg|mockReturnThis|onCall|onFirstCall|onSecondCall|withArgs|calledWith|thenReturn|thenResolve)$/;
export const resetting =
  /^(mock(Clear|Reset|Restore|Name)|reset|restore|resetHistory|resetBehavior|getMockName)$/;

export function isConfiguring(name: string | undefined): boolean {
  return name !== undefined && configuring.test(name);
}

/** A path of names (`service.save`), however it is written: `user['id']`, `user!.id` and `user?.id` are one. */
export function pathText(node: Node, module: Module): string | undefined {
  const inner = bare(node);
  switch (inner.type) {
    case 'Identifier':
      return inner.name;
    case 'ThisExpression':
      return 'this';
    case 'MemberExpression': {
      const object = pathText(inner.object, module);
      const name = propertyName(inner);
      if (object === undefined) return undefined;
      if (name !== undefined) return `${object}.${name}`;
      const key =
        inner.property.type === 'Literal' ? String(inner.property.value) : pathText(inner.property, module);
      return key === undefined ? undefined : `${object}[${key}]`;
    }
    default:
      return undefined;
  }
}

/** The object and method that `spyOn(object, 'method')` and `sinon.stub(object, 'method')` double, as a path. */
export function spiedPath({ links, root }: Chain, module: Module): string | undefined {
  const spy = links.find(
    ({ name, call }) =>
      call !== undefined &&
      /^(spyOn|stub|spy|method|replace)$/.test(name ?? (root.type === 'Identifier' ? root.name : '')),
  );
  const [object, method] = spy?.call?.arguments ?? [];
  if (object === undefined || method?.type !== 'Literal' || typeof method.value !== 'string')
    return undefined;
  const path = pathText(object, module);
  return path === undefined ? undefined : `${path}.${method.value}`;
}
