import type { Node } from 'oxc-parser';

import { bare, keyName } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';

/** A value that is known from the text alone. */
export interface Folded {
  value: unknown;
}

/** Works out a constant: literals, operators on them, and `const`s of them. Undefined for all else. */
export function fold(node: Node, module: Module, depth = 0): Folded | undefined {
  if (depth > 16) return undefined;
  const next = (child: Node): Folded | undefined => fold(child, module, depth + 1);
  const inner = bare(node);
  switch (inner.type) {
    case 'Literal':
      if ('regex' in inner) return { value: new RegExp(inner.regex.pattern, safeFlags(inner.regex.flags)) };
      return { value: inner.value };
    case 'Identifier': {
      const binding = module.bindings.of(inner);
      if (binding === undefined) {
        if (inner.name === 'undefined') return { value: undefined };
        return inner.name === 'NaN'
          ? { value: NaN }
          : inner.name === 'Infinity'
            ? { value: Infinity }
            : undefined;
      }
      const { declaration } = binding;
      if (declaration.type !== 'VariableDeclarator' || declaration.id.type !== 'Identifier') return undefined;
      if (binding.references.some(({ isWrite }) => isWrite) || declaration.init === null) return undefined;
      const folded = next(declaration.init);
      // An object may be changed through its name.
      return typeof folded?.value === 'object' && folded.value !== null ? undefined : folded;
    }
    case 'TemplateLiteral': {
      let text = inner.quasis[0]?.value.cooked ?? '';
      for (const [index, expression] of inner.expressions.entries()) {
        const folded = next(expression);
        if (folded === undefined || typeof folded.value === 'object') return undefined;
        text += String(folded.value) + (inner.quasis[index + 1]?.value.cooked ?? '');
      }
      return { value: text };
    }
    case 'UnaryExpression': {
      const folded = next(inner.argument);
      return folded && unary(inner.operator, folded.value);
    }
    case 'BinaryExpression': {
      if (inner.left.type === 'PrivateIdentifier') return undefined;
      const left = next(inner.left);
      const right = next(inner.right);
      return left && right && binary(inner.operator, left.value, right.value);
    }
    case 'LogicalExpression': {
      const left = next(inner.left);
      if (left === undefined) return undefined;
      const isDecided =
        inner.operator === '&&' ? !left.value : inner.operator === '||' ? left.value : left.value != null;
      const right = next(inner.right);
      return right && (isDecided ? left : right);
    }
    case 'ConditionalExpression': {
      const test = next(inner.test);
      return test && next(test.value ? inner.consequent : inner.alternate);
    }
    case 'ArrayExpression': {
      const values = inner.elements.map((element) => (element === null ? undefined : next(element)));
      return values.every((value) => value !== undefined)
        ? { value: values.map(({ value }) => value) }
        : undefined;
    }
    case 'ObjectExpression': {
      const entries: [string, unknown][] = [];
      for (const property of inner.properties) {
        const key = property.type === 'Property' ? keyName(property.key, property.computed) : undefined;
        const folded = property.type === 'Property' ? next(property.value) : undefined;
        if (key === undefined || folded === undefined) return undefined;
        entries.push([key, folded.value]);
      }
      return { value: Object.fromEntries(entries) };
    }
    default:
      return undefined;
  }
}

function safeFlags(flags: string): string {
  return flags.replace(/[^dgimsuvy]/g, '');
}

function unary(operator: string, value: unknown): Folded | undefined {
  switch (operator) {
    case '!':
      return { value: !value };
    case '-':
      return typeof value === 'number' ? { value: -value } : undefined;
    case '+':
      return typeof value === 'object' ? undefined : { value: Number(value) };
    case 'typeof':
      return { value: typeof value };
    case 'void':
      return { value: undefined };
    default:
      return undefined;
  }
}

function binary(operator: string, left: unknown, right: unknown): Folded | undefined {
  if (operator === '===')
    return typeof left === 'object' && left !== null ? undefined : { value: left === right };
  if (operator === '!==')
    return typeof left === 'object' && left !== null ? undefined : { value: left !== right };
  if (operator === '==')
    return typeof left === 'object' || typeof right === 'object' ? undefined : { value: left == right };
  if (operator === '!=')
    return typeof left === 'object' || typeof right === 'object' ? undefined : { value: left != right };
  if (operator === '+' && typeof left === 'string' && typeof right === 'string')
    return { value: left + right };
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const results: Record<string, unknown> = {
    ...{ '+': left + right, '-': left - right, '*': left * right, '/': left / right, '%': left % right },
    ...{
      '**': left ** right,
      '<': left < right,
      '>': left > right,
      '<=': left <= right,
      '>=': left >= right,
    },
  };
  return operator in results ? { value: results[operator] } : undefined;
}
