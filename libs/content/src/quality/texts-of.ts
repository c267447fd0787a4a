import type { Citation } from '../source.ts';

/** A text of a material and where it stands, as in `items.3.answer`. */
export interface PlacedText {
  path: string;
  field: string;
  text: string;
}

/** Fields that are prose; labels (kind, language, speaker …) are not. */
const proseFields = new Set([
  ...['overview', 'description', 'text', 'explanation', 'body', 'summary', 'introduction', 'conclusion'],
  ...['question', 'answer', 'definition', 'objectives'],
]);
const nameFields = new Set(['title', 'term']);

/** All prose of a material, in its order. */
export const proseOf = (value: unknown): PlacedText[] =>
  textsOf(value).filter(({ field }) => proseFields.has(field));

/** Prose, titles and terms. */
export const wordingsOf = (value: unknown): PlacedText[] =>
  textsOf(value).filter(({ field }) => proseFields.has(field) || nameFields.has(field));

/** Every text of a material, labels included, but for its quality. */
export function textsOf(value: unknown, path = '', field = ''): PlacedText[] {
  if (typeof value === 'string') return [{ path, field, text: value }];
  const below = (name: string | number) => (path === '' ? String(name) : `${path}.${name}`);
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, below(index), field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    name === 'quality' ? [] : textsOf(item, below(name), name),
  );
}

/** Every range that some part of a value cites. */
export function citationsOf(value: unknown): Citation[] {
  if (Array.isArray(value)) return value.flatMap(citationsOf);
  if (typeof value !== 'object' || value === null) return [];
  if ('start' in value && 'end' in value) return [{ start: Number(value.start), end: Number(value.end) }];
  return Object.values(value).flatMap(citationsOf);
}
