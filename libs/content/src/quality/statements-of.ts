import type { Citation } from '../source.ts';

export interface Statement {
  text: string;
  citations: Citation[];
}

export interface PlacedStatement extends Statement {
  /**
   * Where it stands in the material: `items.3`, `turns.12`, `summary`. An object's own fields have the
   * object's path.
   */
  path: string;
}

/** Fields that state something about the source. Titles, terms and questions lead to a statement, they are none. */
const statementFields = ['text', 'explanation', 'description', 'body', 'answer', 'definition'];

/**
 * Every cited statement of a material, found by shape: an object's `citations` cover its statement fields,
 * and `xCitations` cover the field `x` beside them. A turn or question without a cited statement is left out.
 */
export function statementsOf(value: unknown, path = ''): PlacedStatement[] {
  const below = (name: string | number) => (path === '' ? String(name) : `${path}.${name}`);
  if (Array.isArray(value)) return value.flatMap((item, index) => statementsOf(item, below(index)));
  if (typeof value !== 'object' || value === null) return [];
  const fields: Record<string, unknown> = { ...value };
  return Object.entries(fields).flatMap(([name, field]) => {
    if (name === 'citations') return ownStatement(fields, field, path);
    if (!name.endsWith('Citations')) return statementsOf(field, below(name));
    const stated = name.slice(0, -'Citations'.length);
    return statement(fields[stated], field, below(stated));
  });
}

function ownStatement(fields: Record<string, unknown>, citations: unknown, path: string): PlacedStatement[] {
  const texts = statementFields.map((name) => fields[name]).filter((text) => typeof text === 'string');
  return texts.length > 0 ? statement(texts.join('\n'), citations, path) : [];
}

function statement(text: unknown, citations: unknown, path: string): PlacedStatement[] {
  if (typeof text !== 'string' || !Array.isArray(citations) || citations.length === 0) return [];
  return [{ path, text, citations: citations.filter(isCitation) }];
}

const isCitation = (value: unknown): value is Citation =>
  typeof value === 'object' &&
  value !== null &&
  'start' in value &&
  'end' in value &&
  typeof value.start === 'number' &&
  typeof value.end === 'number';
