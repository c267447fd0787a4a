/** A JSON Schema, as far as answers are written from it. */
export interface SchemaNode {
  type?: string | readonly string[];
  properties?: Readonly<Record<string, SchemaNode>>;
  required?: readonly string[];
  items?: SchemaNode;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly SchemaNode[];
  oneOf?: readonly SchemaNode[];
  $ref?: string;
  description?: string;
  minimum?: number;
  maximum?: number;
}

/** The node that counts: references followed, the first alternative that is not null. */
export function resolveNode(node: SchemaNode, root: SchemaNode): SchemaNode {
  if (node.$ref !== undefined) return resolveNode(nodeAt(root, node.$ref), root);
  const alternatives = node.anyOf ?? node.oneOf;
  if (!alternatives) return node;
  const chosen = alternatives.find(({ type }) => type !== 'null') ?? alternatives[0] ?? {};
  return resolveNode(
    { ...(node.description !== undefined && { description: node.description }), ...chosen },
    root,
  );
}

/** @param reference as `#/$defs/passage`; others lead nowhere, and allow everything */
function nodeAt(root: SchemaNode, reference: string): SchemaNode {
  let current: unknown = root;
  for (const step of reference.split('/').slice(1)) {
    current = typeof current === 'object' && current !== null ? Reflect.get(current, step) : undefined;
  }
  return typeof current === 'object' && current !== null ? current : {};
}

/** Its type, or the first that is not null. Where none is said, what its keywords are about. */
export function typeOf({ type, properties, items }: SchemaNode): string {
  const types = typeof type === 'string' ? [type] : (type ?? []);
  return (
    types.find((name) => name !== 'null') ?? types[0] ?? (properties ? 'object' : items ? 'array' : 'string')
  );
}

/** `passages`, or `xPassages` for the field `x` beside it: numbers of passages that a text rests on. */
export const isPassagesField = (name: string): boolean => /(^p|P)assages$/.test(name);
