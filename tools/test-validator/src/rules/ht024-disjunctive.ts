import type { Node } from 'oxc-parser';

import { fold } from '../analysis/fold.ts';
import { pathText } from '../analysis/doubles.ts';
import { statementOf } from '../analysis/walk.ts';
import type { Oracle } from '../frameworks/oracle.ts';
import { bare, isExpressionBody, isFunction, propertyName } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import type { Rule, Spotted } from './rule.ts';

export const disjunctive: Rule = {
  id: 'HT024',
  name: 'disjunctive',
  severity: 'error',
  summary: 'The assertion accepts a success and a failure alike.',
  isDefect: ({ oracle, module }) => spanOf(oracle, module) === 'both',
  check: ({ trace, test }) =>
    trace.sites.flatMap(({ oracle, node, module }): Spotted[] => {
      const span = spanOf(oracle, module);
      if (span === undefined) return [];
      return [
        {
          node: statementOf(node),
          message:
            span === 'both'
              ? 'Accepts a success and a failure alike.'
              : 'Accepts several outcomes where one is meant.',
          ...(span === 'one' && { severity: 'warning' as const }),
          ...(module !== test.module && { module }),
        },
      ];
    }),
};

/** Whether an assertion accepts several outcomes, of one class or of both. */
function spanOf(oracle: Oracle, module: Module): 'both' | 'one' | undefined {
  const accepted = acceptedBy(oracle, module);
  if (accepted === undefined) return undefined;
  if (accepted.kind === 'range') return accepted.spansBoth ? 'both' : undefined;
  const values = [...new Set(accepted.values)];
  if (values.length < 2) return undefined;
  const classes = new Set(values.map((value) => classOf(value, accepted.isStatus)));
  if (classes.has('success') && classes.has('failure')) return 'both';
  return classes.has(undefined) || (!accepted.isStatus && !values.every((value) => typeof value === 'string'))
    ? undefined
    : 'one';
}

type Accepted =
  { kind: 'values'; values: unknown[]; isStatus: boolean } | { kind: 'range'; spansBoth: boolean };

function acceptedBy(
  { kind, name, actual, expected, isNegated }: Oracle,
  module: Module,
): Accepted | undefined {
  // `expect(accepted.indexOf(status)).not.toBe(-1)`
  if (
    actual?.type === 'CallExpression' &&
    isNegated &&
    expected[0] !== undefined &&
    fold(expected[0], module)?.value === -1
  ) {
    const callee = bare(actual.callee);
    const [first] = actual.arguments;
    if (callee.type === 'MemberExpression' && propertyName(callee) === 'indexOf' && first !== undefined)
      return listed(bare(callee.object), bare(first), module);
  }
  if (actual === undefined || isNegated || (kind !== 'matcher' && kind !== 'assert')) return undefined;
  const [first] = expected;
  const subject = bare(actual);
  // `expect([200, 404]).toContain(response.status)`
  if (
    /^(toContain|toContainEqual|include|includes|contain|contains|toInclude)$/.test(name) &&
    first !== undefined
  ) {
    return listed(subject, bare(first), module);
  }
  // `expect(response.status).toBeOneOf([200, 404])`, chai's `.to.be.oneOf`
  if (/^(toBeOneOf|oneOf|toBeIn|isOneOf|toBeAnyOf)$/.test(name) && first !== undefined)
    return listed(first, subject, module);
  const limit = first === undefined ? undefined : fold(first, module)?.value;
  if (isStatus(subject) && typeof limit === 'number') {
    if (/^(toBeLessThan|below|lessThan|lt|isBelow)$/.test(name))
      return { kind: 'range', spansBoth: limit > 400 };
    if (/^(toBeLessThanOrEqual|most|lte|isAtMost)$/.test(name))
      return { kind: 'range', spansBoth: limit >= 400 };
    if (/^(toBeGreaterThanOrEqual|least|gte|isAtLeast)$/.test(name))
      return { kind: 'range', spansBoth: limit <= 299 };
    if (/^(toBeGreaterThan|above|greaterThan|gt|isAbove)$/.test(name))
      return { kind: 'range', spansBoth: limit < 299 };
  }
  if (/^(toMatch|match)$/.test(name) && limit instanceof RegExp) return chosen(limit, subject);
  if (name === 'toSatisfy' && first !== undefined && isFunction(first) && isExpressionBody(first))
    return condition(bare(first.body), module);
  const saysTrue =
    /^(toBeTruthy|true|ok|isTrue|isOk|truthy|assert|)$/.test(name) ||
    (/^(toBe|toEqual|toStrictEqual|equal|strictEqual|is|eql|eq)$/.test(name) && limit === true);
  return saysTrue ? condition(meaning(subject, module), module) : undefined;
}

/** The condition that a constant holds. */
function meaning(node: Node, module: Module): Node {
  const declaration = node.type === 'Identifier' ? module.bindings.of(node)?.declaration : undefined;
  const init =
    declaration?.type === 'VariableDeclarator' && declaration.id.type === 'Identifier'
      ? declaration.init
      : null;
  return init === null ? node : bare(init);
}

/** `/^(completed|failed)$/` */
function chosen(pattern: RegExp, subject: Node): Accepted | undefined {
  const choices = /^\^?\(?(?:\?:)?(\w+(?:\|\w+)+)\)?\$?$/.exec(pattern.source)?.[1];
  if (choices === undefined) return undefined;
  const values = choices.split('|').map((choice) => (/^\d+$/.test(choice) ? Number(choice) : choice));
  return { kind: 'values', values, isStatus: isStatus(subject) };
}

/** `[200, 404].includes(status)`, `status === 200 || status === 404`, `/^(200|404)$/.test(status)`, `status < 500` */
function condition(node: Node, module: Module): Accepted | undefined {
  if (node.type === 'CallExpression') {
    const callee = bare(node.callee);
    const [first] = node.arguments;
    if (callee.type !== 'MemberExpression' || first === undefined) return undefined;
    const name = propertyName(callee);
    if (name === 'includes' || name === 'has') return listed(bare(callee.object), bare(first), module);
    const pattern = name === 'test' ? fold(callee.object, module)?.value : undefined;
    return pattern instanceof RegExp ? chosen(pattern, bare(first)) : undefined;
  }
  if (
    node.type === 'BinaryExpression' &&
    node.left.type === 'CallExpression' &&
    /^(!==?|>=?)$/.test(node.operator)
  ) {
    // `[200, 404].indexOf(status) !== -1`
    const callee = bare(node.left.callee);
    const [first] = node.left.arguments;
    const isFound =
      callee.type === 'MemberExpression' && propertyName(callee) === 'indexOf' && first !== undefined;
    return isFound ? listed(bare(callee.object), bare(first), module) : undefined;
  }
  if (node.type === 'BinaryExpression' && isStatus(bare(node.left))) {
    const limit = fold(node.right, module)?.value;
    if (typeof limit !== 'number') return undefined;
    if (node.operator === '<') return { kind: 'range', spansBoth: limit > 400 };
    return node.operator === '<=' ? { kind: 'range', spansBoth: limit >= 400 } : undefined;
  }
  if (node.type !== 'LogicalExpression' || node.operator !== '||') return undefined;
  if (isEitherWay(alternatives(node), module)) return { kind: 'range', spansBoth: true };
  const sides = alternatives(node).map((side) => equality(side, module));
  const [first] = sides;
  if (first === undefined || sides.some((side) => side?.path !== first.path)) return undefined;
  return { kind: 'values', values: sides.map((side) => side?.value), isStatus: first.isStatus };
}

/** `response.ok || response.status === 404`, `result.data || result.error`: fine, or not. */
function isEitherWay(sides: Node[], module: Module): boolean {
  const named = (pattern: RegExp): boolean =>
    sides.some((side) => {
      const inner = side.type === 'UnaryExpression' && side.operator === '!' ? bare(side.argument) : side;
      return (
        inner.type === 'MemberExpression' &&
        pattern.test(propertyName(inner) ?? '') &&
        pathText(inner, module) !== undefined
      );
    });
  const isFailure = sides.some((side) => {
    const found = equality(side, module);
    return found !== undefined && found.isStatus && typeof found.value === 'number' && found.value >= 400;
  });
  return (
    (named(/^(ok|success|isOk|succeeded)$/) && isFailure) ||
    (named(/^(ok|data|success|result|value)$/) && named(/^(error|err|errors)$/))
  );
}

function alternatives(node: Node): Node[] {
  const inner = bare(node);
  return inner.type === 'LogicalExpression' && inner.operator === '||'
    ? [...alternatives(inner.left), ...alternatives(inner.right)]
    : [inner];
}

function equality(
  node: Node,
  module: Module,
): { path: string; value: unknown; isStatus: boolean } | undefined {
  if (node.type !== 'BinaryExpression' || !/^={2,3}$/.test(node.operator)) return undefined;
  const [subject, constant] =
    fold(node.right, module) === undefined ? [bare(node.right), node.left] : [bare(node.left), node.right];
  const path = pathText(subject, module);
  const folded = fold(constant, module);
  if (path === undefined || folded === undefined) return undefined;
  return { path, value: folded.value, isStatus: isStatus(subject) };
}

function listed(list: Node, subject: Node, module: Module): Accepted | undefined {
  const set = list.type === 'NewExpression' && list.arguments[0] !== undefined ? list.arguments[0] : list;
  const values = fold(set, module)?.value ?? constantList(set, module);
  if (!Array.isArray(values) || fold(subject, module) !== undefined) return undefined;
  const areCodes = values.every(
    (value) => typeof value === 'number' && value >= 100 && value < 600 && Number.isInteger(value),
  );
  return { kind: 'values', values, isStatus: areCodes && isStatus(subject) };
}

/** A list by its name, that nobody changes. */
function constantList(node: Node, module: Module): unknown {
  const inner = bare(node);
  const declaration = inner.type === 'Identifier' ? module.bindings.of(inner)?.declaration : undefined;
  if (declaration?.type !== 'VariableDeclarator' || declaration.init === null) return undefined;
  const init = bare(declaration.init);
  return init.type === 'ArrayExpression' ? fold(init, module)?.value : undefined;
}

function isStatus(node: Node): boolean {
  const inner = node.type === 'AwaitExpression' ? bare(node.argument) : node;
  const name =
    inner.type === 'MemberExpression'
      ? propertyName(inner)
      : inner.type === 'Identifier'
        ? inner.name
        : undefined;
  if (inner.type === 'CallExpression') {
    const callee = bare(inner.callee);
    return callee.type === 'MemberExpression' && propertyName(callee) === 'status';
  }
  return (
    name !== undefined &&
    /^(status|statusCode|status_code|httpStatus|responseStatus|code|resStatus)$|[a-z]Status(Code)?$/.test(
      name,
    )
  );
}

const successes =
  /^(ok|success|successful|succeeded|complete|completed|done|pass|passed|fulfilled|resolved|accepted|approved|sent|delivered|active|ready|finished|healthy|valid|created|paid)$/i;
const failures =
  /^(ko|fail|failed|failure|error|errored|rejected|cancell?ed|aborted|timeout|timed[-_ ]?out|expired|denied|refused|invalid|unhealthy|crashed|dead|unauthorized|forbidden|not[-_ ]?found)$/i;

function classOf(value: unknown, isHttp: boolean): 'success' | 'failure' | string | undefined {
  if (typeof value === 'number') {
    if (!isHttp) return undefined;
    return value < 400 ? 'success' : 'failure';
  }
  if (typeof value === 'string') {
    if (successes.test(value)) return 'success';
    return failures.test(value) ? 'failure' : undefined;
  }
  return undefined;
}
