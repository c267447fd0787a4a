import { asSchemaNode, type SchemaNode } from '../../materials/schema-node.ts';
import type { MaterialKind } from '../../materials/material-kinds.ts';
import { materialJsonSchema, type Outline } from '../../materials/schemas.ts';
import type { JsonSchema } from '../../ports/text-model.ts';
import { scriptSections } from '../../materials/script-sections.ts';

/** What code fills in, and a model is not asked for. Minutes are computed from the text. */
export const filledIn = new Set(['kind', 'generator', 'language', 'quality', 'estimatedMinutes']);

/**
 * What a model is asked to answer with: the material's own schema, where passage numbers stand for citations, and
 * bounds are said in the descriptions. Providers refuse or fail on bounds in the schema itself; they are enforced when
 * the answer is read.
 */
export function answerSchema(kind: MaterialKind, outline?: Outline): JsonSchema {
  const { properties = {} } = materialJsonSchema(kind);
  const asked = Object.fromEntries(Object.entries(properties).filter(([name]) => !filledIn.has(name)));
  const schema = forWire({ type: 'object', properties: asked });
  return kind === 'podcast-script' && outline ? withSections(schema, scriptSections(outline)) : schema;
}

function forWire(node: SchemaNode): JsonSchema {
  if (node.type === 'object') {
    const properties = Object.entries(node.properties ?? {}).map(([name, property]) =>
      wireProperty(name, asSchemaNode(property)),
    );
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      required: properties.map(([name]) => name),
      additionalProperties: false,
    };
  }
  const description = describeBounds(node);
  const said = description === '' ? {} : { description };
  if (node.type === 'array') return { type: 'array', ...said, items: forWire(asSchemaNode(node.items)) };
  return { type: node.type, ...(node.enum && { enum: node.enum }), ...said };
}

function wireProperty(name: string, node: SchemaNode): [string, JsonSchema] {
  if (!/citations$/i.test(name)) return [name, forWire(node)];
  const supported = name === 'citations' ? 'this' : name.slice(0, -'Citations'.length);
  const description = `numbers of the passages that support ${supported}`;
  return [toPassagesName(name), { type: 'array', items: { type: 'integer' }, description }];
}

/** `citations` → `passages`, `summaryCitations` → `summaryPassages`. */
const toPassagesName = (name: string) =>
  name.replace(/citations$/, 'passages').replace(/Citations$/, 'Passages');

function describeBounds({ type, minLength, maxLength, minItems, maxItems, pattern }: SchemaNode): string {
  if (type === 'array') return range(minItems, maxItems, 'items');
  if (type !== 'string') return '';
  const length = range(minLength, maxLength, 'characters');
  return pattern === undefined ? length : `${length}, ending in a question mark`;
}

function range(min: number | undefined, max: number | undefined, unit: string): string {
  const low = min !== undefined && min > 1 ? min : undefined;
  if (low !== undefined && max !== undefined) return `${low}–${max} ${unit}`;
  if (low !== undefined) return `at least ${low} ${unit}`;
  return max === undefined ? '' : `up to ${max} ${unit}`;
}

/** The titles that a turn may name. */
function withSections(schema: JsonSchema, sections: string[]): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (name, value: unknown) =>
    name === 'section' ? { type: 'string', enum: sections } : value,
  );
}
