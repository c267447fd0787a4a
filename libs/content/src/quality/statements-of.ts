import type { Citation } from '../source.ts';

export interface Statement {
  text: string;
  citations: Citation[];
}

/** Fields that state something about the source. Titles, terms and questions lead to a statement, they are none. */
const statementFields = ['text', 'explanation', 'description', 'body', 'answer', 'definition'];

/**
 * Every cited statement of a material, found by shape: an object's `citations` cover its statement fields,
 * and `xCitations` cover the field `x` beside them. A turn or question without a cited statement is left out.
 */
export function statementsOf(value: unknown): Statement[] {
  if (Array.isArray(value)) return value.flatMap((item) => statementsOf(item));
  if (typeof value !== 'object' || value === null) return [];
  const fields: Record<string, unknown> = { ...value };
  return Object.entries(fields).flatMap(([name, field]) => {
    if (name === 'citations') return ownStatement(fields, field);
    if (name.endsWith('Citations')) return statement(fields[name.slice(0, -'Citations'.length)], field);
    return statementsOf(field);
  });
}

function ownStatement(fields: Record<string, unknown>, citations: unknown): Statement[] {
  const texts = statementFields.map((name) => fields[name]).filter((text) => typeof text === 'string');
  return texts.length > 0 ? statement(texts.join('\n'), citations) : [];
}

function statement(text: unknown, citations: unknown): Statement[] {
  if (typeof text !== 'string' || !Array.isArray(citations) || citations.length === 0) return [];
  return [{ text, citations: citations.filter(isCitation) }];
}

const isCitation = (value: unknown): value is Citation =>
  typeof value === 'object' &&
  value !== null &&
  'start' in value &&
  'end' in value &&
  typeof value.start === 'number' &&
  typeof value.end === 'number';
