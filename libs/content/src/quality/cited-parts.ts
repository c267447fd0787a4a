import type { Citation } from '../source.ts';

/** A part of a draft that cites passages, or should. */
export interface CitedPart {
  /** As in `items.3`, or `summary`. */
  path: string;
  /** What it states; empty for a question, which states nothing. */
  text: string;
  /** What is asked, where the part is a question to the reader. */
  question: string;
  citations: Citation[];
  /** Puts other citations in their place. */
  cite(citations: Citation[]): void;
}

/** Fields that the `citations` beside them cover. Titles and terms lead to a statement, they are none. */
const statingFields = ['text', 'explanation', 'description', 'body', 'answer', 'definition'];

/** All parts of a draft that have citations, by shape: `citations` of an object, `xCitations` beside a field `x`. */
export function citedParts(value: unknown, path = ''): CitedPart[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => citedParts(item, at(path, index)));
  if (!isFields(value)) return [];
  const own = Object.keys(value).flatMap((name) => {
    if (name === 'citations') return partOf(value, name, path, textOf(value, statingFields));
    const field = /^(\w+)Citations$/.exec(name)?.[1];
    return field === undefined ? [] : partOf(value, name, at(path, field), textOf(value, [field]));
  });
  return [...own, ...Object.entries(value).flatMap(([name, field]) => citedParts(field, at(path, name)))];
}

function partOf(fields: Record<string, unknown>, name: string, path: string, text: string): CitedPart[] {
  const citations = fields[name];
  if (!Array.isArray(citations)) return [];
  const question = text === '' ? textOf(fields, ['question']) : '';
  return [{ path, text, question, citations, cite: (better) => void (fields[name] = better) }];
}

const textOf = (fields: Record<string, unknown>, names: string[]) =>
  names
    .map((name) => fields[name])
    .filter((text) => typeof text === 'string')
    .join('\n');

const at = (path: string, name: string | number) => (path === '' ? `${name}` : `${path}.${name}`);

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
