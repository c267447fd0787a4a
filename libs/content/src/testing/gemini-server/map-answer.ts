import { type Bounds, readBounds } from './read-bounds.ts';
import { isPassagesField, resolveNode, type SchemaNode, typeOf } from './schema-node.ts';

/** What to change in an answer that fits its schema. What is not named stays. */
export interface AnswerEdit {
  /** Of texts that the model made up itself: not of those that an enum gives. */
  text?: (text: string, field: EditedField) => string;
  passages?: (numbers: readonly number[]) => readonly number[];
  items?: (items: readonly unknown[], field: EditedField) => readonly unknown[];
}

export interface EditedField {
  name: string;
  /** Of the text in characters, or of the array in items. */
  bounds: Bounds;
}

/** Goes through an answer along its schema, and returns it with the changes. */
export function mapAnswer(root: SchemaNode, answer: unknown, edit: AnswerEdit): unknown {
  return mapped(root, answer, '');

  function mapped(node: SchemaNode, value: unknown, name: string): unknown {
    const schema = resolveNode(node, root);
    if (schema.enum || schema.const !== undefined) return value;
    if (typeof value === 'string') {
      return edit.text?.(value, { name, bounds: readBounds(schema, 'characters') }) ?? value;
    }
    if (Array.isArray(value)) {
      if (isPassagesField(name)) return edit.passages?.(value.map(Number)) ?? value;
      const items = edit.items?.(value, { name, bounds: readBounds(schema, 'items') }) ?? value;
      return items.map((item) => mapped(schema.items ?? {}, item, name));
    }
    if (typeOf(schema) !== 'object' || typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [key, mapped(schema.properties?.[key] ?? {}, field, key)]),
    );
  }
}

/** Whether a field states something, rather than naming or asking it. */
export const isProse = (name: string): boolean =>
  !/question|title|heading|^speaker$|^(term|concept|name|keyword)s?$/i.test(name);
