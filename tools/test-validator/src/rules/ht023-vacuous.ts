import type { Node } from 'oxc-parser';

import { fold } from '../analysis/fold.ts';
import { pathText } from '../analysis/doubles.ts';
import { statementOf } from '../analysis/walk.ts';
import type { Oracle } from '../frameworks/oracle.ts';
import { bare, propertyName } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { defective } from './flow.ts';
import type { Rule } from './rule.ts';

export const vacuous: Rule = {
  id: 'HT023',
  name: 'vacuous',
  severity: 'error',
  summary: 'The matcher holds for every value that there can be.',
  isDefect: ({ oracle, module }) => isVacuous(oracle, module),
  check: (examined) =>
    defective(examined, 'HT023').map(({ node, module }) => ({
      node: statementOf(node),
      message: 'This holds for every value that there can be.',
      ...(module !== examined.test.module && { module }),
    })),
};

function isVacuous(oracle: Oracle, module: Module): boolean {
  const { kind, name, actual, expected, isNegated } = oracle;
  if ((kind !== 'matcher' && kind !== 'assert') || actual === undefined) return false;
  const [first] = expected;
  const subject = bare(unawaited(actual));
  const limit = first === undefined ? undefined : fold(first, module)?.value;
  if (isCount(subject) && typeof limit === 'number') {
    if (!isNegated && /^(toBeGreaterThanOrEqual|least|gte|isAtLeast)$/.test(name) && limit <= 0) return true;
    if (!isNegated && /^(toBeGreaterThan|above|greaterThan|gt|isAbove)$/.test(name) && limit < 0) return true;
    if (isNegated && /^(toBeLessThan|below|lessThan)$/.test(name) && limit <= 0) return true;
  }
  if (
    !isNegated &&
    first !== undefined &&
    isCount(bare(first)) &&
    fold(actual, module)?.value === 0 &&
    /^(toBeLessThanOrEqual|most|lte)$/.test(name)
  )
    return true;
  // chai: `expect(list).to.have.length.of.at.least(0)`
  if (oracle.ofLength === true && typeof limit === 'number') {
    if (/^(least|gte)$/.test(name) && limit <= 0) return true;
    if (/^(above|gt|greaterThan)$/.test(name) && limit < 0) return true;
  }
  if (!isNegated && first !== undefined && matchesAll(first, name, module)) return true;
  if (isNegated && name === 'toBe' && first !== undefined && isFresh(first)) return true;
  if (isLocator(meaning(subject, module)) && /^(toBeTruthy|toBeDefined|ok|exist)$/.test(name) && !isNegated)
    return true;
  if (saysTrue(oracle, module) && isAlwaysTrue(meaning(subject, module), module)) return true;
  if (saysFalse(oracle, module) && isAlwaysFalse(subject, module)) return true;
  // A comparison, `!x` and `typeof x` are never null or undefined.
  if (isAlwaysThere(subject)) {
    if (!isNegated && /^(toBeDefined|exist|exists|isDefined)$/.test(name)) return true;
    if (!isNegated && isTypeof(subject) && /^(toBeTruthy|ok|isOk|truthy|assert|)$/.test(name)) return true;
    if (isNegated && /^(toBeNull|toBeUndefined|null|undefined)$/.test(name)) return true;
    if (/^(isNotNull|isNotUndefined)$/.test(name)) return true;
  }
  if (!isNegated && /^(toMatch|match)$/.test(name) && (limit === '' || isMatchAll(limit))) return true;
  if (!isNegated && /^(toContain|include|includes|contain)$/.test(name) && limit === '') return true;
  // `expect([true, false]).toContain(flag)`
  if (!isNegated && /^(toContain|include|toContainEqual|deepInclude)$/.test(name)) {
    const set = fold(actual, module)?.value;
    return Array.isArray(set) && set.includes(true) && set.includes(false);
  }
  if (!isNegated && /^(toBeOneOf|oneOf)$/.test(name))
    return Array.isArray(limit) && limit.includes(true) && limit.includes(false);
  return false;
}

/** The value that a constant holds. */
function meaning(node: Node, module: Module): Node {
  const declaration = node.type === 'Identifier' ? module.bindings.of(node)?.declaration : undefined;
  const init =
    declaration?.type === 'VariableDeclarator' && declaration.id.type === 'Identifier'
      ? declaration.init
      : null;
  return init === null ? node : bare(init);
}

/** `toMatchObject({})`, `toEqual(expect.objectContaining({}))`, `expect.stringContaining('')` */
function matchesAll(expected: Node, name: string, module: Module): boolean {
  if (name === 'toMatchObject')
    return expected.type === 'ObjectExpression' && expected.properties.length === 0;
  if (!/^(toEqual|toStrictEqual)$/.test(name) || expected.type !== 'CallExpression') return false;
  const matcher = pathText(expected.callee, module);
  const [part] = expected.arguments;
  if (part === undefined) return false;
  if (matcher === 'expect.objectContaining')
    return part.type === 'ObjectExpression' && part.properties.length === 0;
  if (matcher === 'expect.arrayContaining')
    return part.type === 'ArrayExpression' && part.elements.length === 0;
  return (
    (matcher === 'expect.stringContaining' || matcher === 'expect.stringMatching') &&
    fold(part, module)?.value === ''
  );
}

/** An object that was just made is identical with nothing. */
function isFresh(node: Node): boolean {
  return /^(ObjectExpression|ArrayExpression|NewExpression|ArrowFunctionExpression|FunctionExpression)$/.test(
    node.type,
  );
}

function isTypeof(node: Node): boolean {
  return node.type === 'UnaryExpression' && node.operator === 'typeof';
}

/** A locator of Playwright: made without looking. */
function isLocator(node: Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = bare(node.callee);
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'page' &&
    /^(locator|getBy\w+|frameLocator)$/.test(propertyName(callee) ?? '')
  );
}

function unawaited(node: Node): Node {
  const inner = bare(node);
  return inner.type === 'AwaitExpression' ? bare(inner.argument) : inner;
}

/** A length, a size, a number of calls: never below zero. */
function isCount(node: Node): boolean {
  if (node.type === 'MemberExpression')
    return /^(length|size|callCount|byteLength|childElementCount)$/.test(propertyName(node) ?? '');
  if (node.type !== 'CallExpression') return false;
  const callee = bare(node.callee);
  if (callee.type !== 'MemberExpression') return false;
  if (propertyName(callee) === 'count' && node.arguments.length === 0) return true;
  return (
    callee.object.type === 'Identifier' && callee.object.name === 'Math' && propertyName(callee) === 'abs'
  );
}

function saysTrue({ name, expected, isNegated }: Oracle, module: Module): boolean {
  const [first] = expected;
  if (isNegated) return /^(toBeFalsy)$/.test(name);
  if (/^(toBeTruthy|true|ok|isTrue|isOk|truthy|assert|)$/.test(name)) return true;
  return (
    /^(toBe|toEqual|toStrictEqual|equal|strictEqual|is|eql|eq)$/.test(name) &&
    first !== undefined &&
    fold(first, module)?.value === true
  );
}

function saysFalse({ name, expected, isNegated }: Oracle, module: Module): boolean {
  const [first] = expected;
  if (isNegated) return /^(toBeTruthy|ok|true)$/.test(name);
  if (/^(toBeFalsy|false|isFalse|notOk|isNotOk|falsy)$/.test(name)) return true;
  return (
    /^(toBe|toEqual|toStrictEqual|equal|strictEqual|is|eql|eq)$/.test(name) &&
    first !== undefined &&
    fold(first, module)?.value === false
  );
}

function isAlwaysTrue(node: Node, module: Module): boolean {
  const inner = unawaited(node);
  if (inner.type === 'CallExpression') {
    const callee = bare(inner.callee);
    const [part] = inner.arguments;
    return (
      callee.type === 'MemberExpression' &&
      /^(startsWith|endsWith|includes)$/.test(propertyName(callee) ?? '') &&
      part !== undefined &&
      fold(part, module)?.value === ''
    );
  }
  if (inner.type === 'LogicalExpression' && inner.operator === '||') {
    return (
      [inner.left, inner.right].some(
        (side) => isTruthyConstant(side, module) || isAlwaysTrue(side, module),
      ) || areOpposites(inner.left, inner.right, module)
    );
  }
  if (inner.type === 'LogicalExpression' && inner.operator === '&&') {
    return isAlwaysTrue(inner.left, module) && isAlwaysTrue(inner.right, module);
  }
  if (inner.type === 'LogicalExpression')
    return isTruthyConstant(inner.right, module) && isTruthyConstant(inner.left, module);
  if (inner.type !== 'BinaryExpression' || inner.left.type === 'PrivateIdentifier') return false;
  const right = fold(inner.right, module)?.value;
  const left = fold(inner.left, module)?.value;
  // Nothing equals NaN, nor an object that was just made.
  if (/^!==?$/.test(inner.operator) && (Number.isNaN(right) || isFresh(bare(inner.right)))) return true;
  if (isCount(bare(inner.left)) && typeof right === 'number') {
    return (inner.operator === '>=' && right <= 0) || (inner.operator === '>' && right < 0);
  }
  if (isCount(bare(inner.right)) && typeof left === 'number') {
    return (inner.operator === '<=' && left <= 0) || (inner.operator === '<' && left < 0);
  }
  return false;
}

function isAlwaysFalse(node: Node, module: Module): boolean {
  const inner = unawaited(node);
  if (inner.type === 'LogicalExpression' && inner.operator === '&&') {
    return [inner.left, inner.right].some((side) => {
      const folded = fold(side, module);
      return folded !== undefined && !folded.value;
    });
  }
  if (inner.type !== 'BinaryExpression' || inner.left.type === 'PrivateIdentifier') return false;
  const right = fold(inner.right, module)?.value;
  return isCount(bare(inner.left)) && typeof right === 'number' && inner.operator === '<' && right <= 0;
}

function isTruthyConstant(node: Node, module: Module): boolean {
  const inner = bare(node);
  if (isFresh(inner)) return true;
  const folded = fold(inner, module);
  return folded !== undefined && Boolean(folded.value);
}

/** `x === null || x !== null`, `a || !a`. */
function areOpposites(left: Node, right: Node, module: Module): boolean {
  const one = bare(left);
  const other = bare(right);
  if (other.type === 'UnaryExpression' && other.operator === '!') {
    const path = pathText(one, module);
    return path !== undefined && path === pathText(other.argument, module);
  }
  if (one.type !== 'BinaryExpression' || other.type !== 'BinaryExpression') return false;
  const opposite: Record<string, string> = {
    '===': '!==',
    '!==': '===',
    '==': '!=',
    '!=': '==',
    '<': '>=',
    '>=': '<',
    '>': '<=',
    '<=': '>',
  };
  const text = (part: Node): string => module.text.slice(part.start, part.end);
  return (
    opposite[one.operator] === other.operator &&
    text(one.left) === text(other.left) &&
    text(one.right) === text(other.right) &&
    !/\(/.test(text(one.left))
  );
}

function isAlwaysThere(node: Node): boolean {
  if (node.type === 'BinaryExpression' || node.type === 'TemplateLiteral') return true;
  if (node.type === 'UnaryExpression') return node.operator === '!' || node.operator === 'typeof';
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    /^(Boolean|String|Number)$/.test(node.callee.name)
  );
}

function isMatchAll(pattern: unknown): boolean {
  return (
    pattern instanceof RegExp &&
    /^(\.\*|\(\?:\)|\^\.?\*?\$?|\[\\s\\S\]\*|\^\.\*\$|\^\.\*|\.\*\$)$/.test(pattern.source) &&
    pattern.source !== '^$'
  );
}
