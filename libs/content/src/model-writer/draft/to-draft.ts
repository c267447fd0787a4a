import type { MaterialKind } from '../../materials/material-kinds.ts';
import { asSchemaNode, type SchemaNode } from '../../materials/schema-node.ts';
import { materialJsonSchema } from '../../materials/schemas.ts';
import type { Citation, Source } from '../../source.ts';
import { filledIn } from '../prompt/answer-schema.ts';
import { numberOf } from '../prompt/number-passages.ts';
import { citedItems, passageNumber } from './passage-numbers.ts';
import { plainText } from './plain-text.ts';

/** What becomes of a model's answer before it is known to be a draft: the schema's fields, with citations for numbers. */
export type RawDraft = { kind: MaterialKind; generator: string; language: string } & Record<string, unknown>;

/** What was cited and is the number of no passage. */
export interface UnknownPassage {
  /** The object or field that cites it, as in `items.3`. */
  path: string;
  cited: unknown;
}

/**
 * Turns an answer into the fields of a material: `passages` become `citations`, text becomes plain. Fields that the schema
 * doesn't know are left out, what has another type than it asks for becomes null. What cites nothing gets no citations.
 */
export function toDraft(
  kind: MaterialKind,
  content: Record<string, unknown>,
  source: Source,
  generator: string,
): { draft: RawDraft; unknown: UnknownPassage[] } {
  const unknown: UnknownPassage[] = [];
  const passages = new Map(source.passages.map((passage) => [numberOf(passage), passage]));

  function cite(cited: unknown, path: string): Citation[] {
    const known = new Set<number>();
    for (const item of citedItems(cited)) {
      const number = passageNumber(item);
      if (number !== undefined && passages.has(number)) known.add(number);
      else unknown.push({ path, cited: item });
    }
    return [...known]
      .sort((a, b) => a - b)
      .flatMap((number) => passages.get(number) ?? [])
      .map(({ start, end }) => ({ start, end }));
  }

  function convert(value: unknown, node: SchemaNode, path: string): unknown {
    switch (node.type) {
      case 'string':
        return typeof value === 'string' ? plainText(value, source) : null;
      case 'array':
        return Array.isArray(value)
          ? value.map((item, index) => convert(item, asSchemaNode(node.items), `${path}.${index}`))
          : null;
      case 'object':
        return typeof value === 'object' && value !== null ? convertFields(value, node, path) : null;
      default:
        return typeof value === 'object' ? null : value;
    }
  }

  function convertFields(fields: object, node: SchemaNode, path: string): Record<string, unknown> {
    const valueOf = (name: string) => (Object.hasOwn(fields, name) ? Reflect.get(fields, name) : undefined);
    const entries = Object.entries(node.properties ?? {})
      .filter(([name]) => path !== '' || !filledIn.has(name))
      .map(([name, property]): [string, unknown] => {
        if (name === 'citations') return [name, cite(valueOf('passages'), path)];
        const field = /^(\w+)Citations$/.exec(name)?.[1];
        if (field !== undefined) return [name, cite(valueOf(`${field}Passages`), joined(path, field))];
        return [name, convert(valueOf(name), asSchemaNode(property), joined(path, name))];
      });
    return Object.fromEntries(entries);
  }

  return {
    draft: {
      ...convertFields(content, materialJsonSchema(kind), ''),
      ...{ kind, generator, language: source.language },
    },
    unknown,
  };
}

const joined = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);
