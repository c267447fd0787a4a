import type { MaterialKind } from '../materials/material-kinds.ts';
import type { Citation, Source } from '../source.ts';
import { numberOf } from './number-passages.ts';
import { plainText } from './plain-text.ts';

/** What becomes of a model's answer before it is known to be a draft: fields as they came, citations for numbers. */
export type RawDraft = { kind: MaterialKind; generator: string; language: string } & Record<string, unknown>;

/** A number that was cited, and that no passage has. */
export interface UnknownPassage {
  /** The object or field that cites it, as in `items.3`. */
  path: string;
  number: unknown;
}

/**
 * Turns an answer into the fields of a material: `passages` become `citations`, text becomes plain.
 * Numbers without a passage are left out and reported.
 */
export function toDraft(
  kind: MaterialKind,
  content: Record<string, unknown>,
  source: Source,
  generator: string,
): { draft: RawDraft; unknown: UnknownPassage[] } {
  const unknown: UnknownPassage[] = [];
  const passages = new Map(source.passages.map((passage) => [numberOf(passage), passage]));
  const highestNumber = Math.max(0, ...passages.keys());

  function cite(numbers: unknown, path: string): Citation[] {
    const cited = new Set<number>();
    for (const number of Array.isArray(numbers) ? numbers : [numbers]) {
      if (typeof number === 'number' && passages.has(number)) cited.add(number);
      else unknown.push({ path, number });
    }
    return [...cited]
      .sort((a, b) => a - b)
      .flatMap((number) => passages.get(number) ?? [])
      .map(({ start, end }) => ({ start, end }));
  }

  function convert(value: unknown, path: string): unknown {
    if (typeof value === 'string') return plainText(value, highestNumber);
    if (Array.isArray(value)) return value.map((item, index) => convert(item, `${path}.${index}`));
    return typeof value === 'object' && value !== null ? convertFields(value, path) : value;
  }

  function convertFields(fields: object, path: string): Record<string, unknown> {
    const entries = Object.entries(fields).map(([name, field]): [string, unknown] => {
      if (name === 'passages') return ['citations', cite(field, path)];
      const named = /^(\w+)Passages$/.exec(name)?.[1];
      return named === undefined
        ? [name, convert(field, joined(path, name))]
        : [`${named}Citations`, cite(field, joined(path, named))];
    });
    return Object.fromEntries(entries);
  }

  return {
    draft: { ...convertFields(content, ''), kind, generator, language: source.language },
    unknown,
  };
}

const joined = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);
