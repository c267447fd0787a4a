import {
  type ArrowFunctionExpression,
  type CallExpression,
  type Expression,
  type Function as PlainFunction,
  type MemberExpression,
  type Node,
  type Span,
  visitorKeys,
} from 'oxc-parser';

export type FunctionNode = PlainFunction | ArrowFunctionExpression;

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'FunctionDeclaration'
  );
}

/** What the parser's tables name as a child holds a node, or nothing. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

/** What stands in a field that the tables of the parser name. Not by `Reflect.get`: trees are walked millions of times. */
export function fieldOf(node: Node, key: string): unknown {
  return (node as unknown as Record<string, unknown>)[key];
}

export function setParent(child: Node, parent: Node): void {
  (child as { parent?: Node | null }).parent = parent;
}

/** Calls `visit` for each child, in the order of the text as far as the tree has it. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  const keys = visitorKeys[node.type];
  if (keys === undefined) return;
  for (const key of keys) {
    const value = fieldOf(node, key);
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) visit(value);
  }
}

/** Whether a node of the tree answers yes, the node itself included; `descend` may keep out of parts. */
export function someNode(
  node: Node,
  test: (node: Node) => boolean,
  descend: (node: Node) => boolean = () => true,
): boolean {
  if (test(node)) return true;
  if (!descend(node)) return false;
  let found = false;
  forEachChild(node, (child) => {
    found ||= someNode(child, test, descend);
  });
  return found;
}

/** What stands inside of type assertions, `!`, and the wrapper of an optional chain. */
export function bare(node: Node): Node {
  switch (node.type) {
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return bare(node.expression);
    default:
      return node;
  }
}

/** `name` of `x.name`, `x['name']` and `x.#name`; undefined where it is computed. */
export function propertyName(node: MemberExpression): string | undefined {
  if (!node.computed) return node.property.name;
  return stringOf(node.property);
}

/** `f` of `f()` and of `x.f()`. */
export function calledName(call: CallExpression): string | undefined {
  const callee = bare(call.callee);
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? propertyName(callee) : undefined;
}

/** The text of a string, or of a template without substitutions. */
export function stringOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? undefined;
  }
  return undefined;
}

/** The key of a property or method as it is written: a name, a string, a number. */
export function keyName(key: Node, computed: boolean): string | undefined {
  if (key.type === 'Identifier' && !computed) return key.name;
  if (key.type === 'PrivateIdentifier') return key.name;
  if (key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number')) {
    return String(key.value);
  }
  return undefined;
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function isExpressionBody(fn: FunctionNode): fn is FunctionNode & { body: Expression } {
  return fn.body !== null && fn.body.type !== 'BlockStatement';
}

/** The nearest function around a node; undefined at the top of the file. */
export function functionAroundOf(node: Node): FunctionNode | undefined {
  for (let around = node.parent; around != null; around = around.parent)
    if (isFunction(around)) return around;
  return undefined;
}

/** Where the nearest block around a node begins: of a function, a branch, a loop, or the file. */
export function blockAround(node: Node): number {
  for (let around = node.parent; around != null; around = around.parent) {
    if (around.type === 'BlockStatement' || around.type === 'Program' || isFunction(around))
      return around.start;
  }
  return 0;
}
