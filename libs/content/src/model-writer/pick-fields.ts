import type { z } from 'zod';

import { materialJsonSchema } from '../materials/schemas.ts';
import type { RawDraft } from './to-draft.ts';

type Node = z.core.JSONSchema.BaseSchema;

/** A draft without the fields that its schema doesn't know: models add some, and nobody has checked them. */
export function pickFields(draft: RawDraft): RawDraft {
  const { kind, generator, language } = draft;
  const picked = pick(draft, materialJsonSchema(kind));
  return { ...(typeof picked === 'object' ? picked : {}), kind, generator, language };
}

function pick(value: unknown, schema: unknown): unknown {
  if (!isNode(schema) || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => pick(item, schema.items));
  const known = Object.entries(schema.properties ?? {}).filter(([name]) => Object.hasOwn(value, name));
  return Object.fromEntries(known.map(([name, node]) => [name, pick(Reflect.get(value, name), node)]));
}

const isNode = (schema: unknown): schema is Node => typeof schema === 'object' && schema !== null;
