import type { z } from 'zod';

/** A part of a material's JSON Schema. */
export type SchemaNode = z.core.JSONSchema.BaseSchema;

/** Our schemas have one schema an array, and none that is true or false. */
export const asSchemaNode = (node: SchemaNode['items']): SchemaNode =>
  typeof node === 'object' && !Array.isArray(node) ? node : {};
