interface Citation {
  start: number;
  end: number;
}

/** A text of a material with the ranges of the source that it cites. */
export interface Statement {
  /** Where it stands in the material, for example `items.definition`. */
  path: string;
  text: string;
  citations: Citation[];
}

/** Fields beside `citations` that state something; the others name, ask or count. */
const statingFields = new Set(['text', 'definition', 'answer', 'explanation', 'description', 'body']);

/** Every cited statement of a material: `x` beside `xCitations`, and the stating fields beside `citations`. */
export function walkStatements(value: unknown, path = ''): Statement[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => walkStatements(item, path));
  if (typeof value !== 'object' || value === null) return [];
  const fields = Object.entries(value);
  const citationsOf = new Map(
    fields.flatMap(([name, content]) => {
      if (name === 'citations') return [...statingFields].map((field) => [field, content] as const);
      return name.endsWith('Citations') ? [[name.slice(0, -'Citations'.length), content] as const] : [];
    }),
  );
  return fields.flatMap(([name, content]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const citations = citationsOf.get(name);
    if (typeof content === 'string' && isCitations(citations))
      return [{ path: at, text: content, citations }];
    return walkStatements(content, at);
  });
}

const isCitations = (value: unknown): value is Citation[] =>
  Array.isArray(value) &&
  value.every(
    (item: unknown) =>
      typeof item === 'object' &&
      item !== null &&
      'start' in item &&
      'end' in item &&
      typeof item.start === 'number',
  );
