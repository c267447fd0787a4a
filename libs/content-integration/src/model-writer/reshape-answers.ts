import type { GeminiCall } from '@la-factoria/content/testing/gemini-server';

/** A model's answer, read from its JSON. */
export type AnswerFields = Record<string, unknown>;

/** Changes an answer on its way from the server. A string goes as it is, in place of JSON. */
export type Reshape = (answer: AnswerFields, call: GeminiCall) => AnswerFields | string;

/** Fields whose text names something, and states nothing. */
const naming = new Set(['title', 'term', 'section', 'speaker', 'difficulty', 'kind', 'level']);

/** An answer with other words in its statements and questions. */
export const restate = (answer: AnswerFields, write: (text: string) => string): AnswerFields =>
  JSON.parse(JSON.stringify(answer), (name, value: unknown) =>
    typeof value === 'string' && !naming.has(name) ? write(value) : value,
  );

/** Changes the items of a list in each answer. */
export const eachOf =
  (list: string, change: (item: AnswerFields, at: number) => AnswerFields): Reshape =>
  (answer) => {
    const items = answer[list];
    return { ...answer, [list]: Array.isArray(items) ? items.map(change) : items };
  };

/** Leaves the answers to repairs as they are. */
export const once =
  (reshape: Reshape): Reshape =>
  (answer, call) =>
    call.isRepair ? answer : reshape(answer, call);

/** An object without one of its fields. */
export const without = (name: string, fields: AnswerFields): AnswerFields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));

/** A statement that no source of ours bears out; each number gives another. */
export const inventionOf = (at: number): string =>
  `In 18${at + 10} Professor Alma Brandvik counted ${at + 3},417 violet berries on Mount Oskelund.`;
