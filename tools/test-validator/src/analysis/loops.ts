import type { Node } from 'oxc-parser';

import type { Binding } from '../syntax/bind-names.ts';
import { bare, calledName, functionAroundOf, propertyName } from '../syntax/nodes.ts';
import { onlyReturn } from './denote.ts';
import { denote, type Walk } from './walk.ts';

/** Over what a loop goes: something `given` that has items, something `found` whose size nobody knows, or nothing. */
export type LoopKind = 'given' | 'found' | 'empty';

/** Calls that give as many items as they are asked for. */
const counting =
  /^(range|times|Array|from|fill|keys|values|entries|of|concat|cartesian|product|zip|chunk|permutations|combinations)$/;

/** Reads how many items a loop over a value has. */
export function loopKind(walk: Walk, iterated: Node, depth = 0): LoopKind {
  const node = bare(iterated);
  if (depth > 8) return 'given';
  switch (node.type) {
    case 'ArrayExpression':
      if (node.elements.length === 0) return 'empty';
      return node.elements.every((element) => element?.type === 'SpreadElement') &&
        node.elements[0]?.type === 'SpreadElement'
        ? loopKind(walk, node.elements[0].argument, depth + 1)
        : 'given';
    case 'Identifier': {
      const binding = walk.module.bindings.of(node);
      if (binding?.declaration.type !== 'VariableDeclarator') return 'given';
      const { id, init } = binding.declaration;
      const isInTest = binding.declaration.start >= walk.test.call.start;
      // What stands outside of the test was there before it ran anything.
      if (init === null) return isInTest ? 'found' : 'given';
      const isLiteral = init.type === 'ArrayExpression';
      if (isLiteral && init.elements.length === 0) {
        if (isFilledByTest(binding, walk)) return 'given';
        return binding.references.some(({ node: use }) => isFilling(use)) || binding.kind !== 'const'
          ? 'found'
          : 'empty';
      }
      if (!isInTest) return 'given';
      return id.type === 'Identifier' ? loopKind(walk, init, depth + 1) : isFound(init) ? 'found' : 'given';
    }
    case 'MemberExpression': {
      const owner = bare(node.object);
      return loopKind(walk, owner, depth + 1) === 'found' ? 'found' : 'given';
    }
    case 'AwaitExpression':
      if (isTogether(node.argument)) return loopKind(walk, node.argument, depth + 1);
      return loopKind(walk, node.argument, depth + 1) === 'given' &&
        bare(node.argument).type === 'CallExpression'
        ? 'found'
        : loopKind(walk, node.argument, depth + 1);
    case 'CallExpression': {
      const callee = bare(node.callee);
      const name = calledName(node);
      const [first] = node.arguments;
      // `Promise.all(keys.map(load))` gives as many as there are keys.
      if (/^(all|allSettled)$/.test(name ?? '') && first !== undefined)
        return loopKind(walk, first, depth + 1);
      const own = denote(walk, callee);
      const given = own.kind === 'function' ? onlyReturn(own.node) : undefined;
      if (given?.type === 'ArrayExpression' && given.elements.length > 0) return 'given';
      if (name !== undefined && counting.test(name)) {
        if (/^(keys|values|entries|from)$/.test(name)) {
          const source = first ?? (callee.type === 'MemberExpression' ? callee.object : undefined);
          return source === undefined ? 'given' : loopKind(walk, source, depth + 1);
        }
        return 'given';
      }
      if (
        callee.type === 'MemberExpression' &&
        /^(map|flatMap|slice|sort|toSorted|reverse|filter|split|flat)$/.test(name ?? '')
      ) {
        return loopKind(walk, callee.object, depth + 1);
      }
      return 'found';
    }
    default:
      return 'given';
  }
}

function isFound(init: Node): boolean {
  const inner = bare(init);
  return inner.type === 'CallExpression' || inner.type === 'AwaitExpression';
}

/** `list.push(…)`, or handed to somebody who may fill it. */
function isFilling(use: Node): boolean {
  const { parent } = use;
  if (parent?.type === 'MemberExpression')
    return /^(push|unshift|splice|concat)$/.test(propertyName(parent) ?? '');
  return parent?.type === 'CallExpression' || parent?.type === 'Property';
}

/** `Promise.all(…)` */
function isTogether(node: Node): boolean {
  const inner = bare(node);
  if (inner.type !== 'CallExpression') return false;
  const callee = bare(inner.callee);
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Promise'
  );
}

/** `for (let size = 1; size < 4; size++) inputs.push(…)`, in the test's own straight line. */
function isFilledByTest({ declaration, references }: Binding, walk: Walk): boolean {
  const pushes = references.filter(({ node }) => isFilling(node));
  const around = functionAroundOf(declaration);
  return (
    pushes.length > 0 &&
    pushes.every(({ node }) => {
      if (node.parent?.type !== 'MemberExpression' || functionAroundOf(node) !== around) return false;
      for (let up: Node | null | undefined = node.parent; up != null && up !== around; up = up.parent) {
        if (up.type === 'ForStatement') return true;
        if (up.type === 'ForOfStatement') return loopKind(walk, up.right, 1) === 'given';
        if (up.type === 'IfStatement' || up.type === 'WhileStatement') return false;
      }
      return true;
    })
  );
}
