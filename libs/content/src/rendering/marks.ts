import type { Material } from '../materials/schemas.ts';
import { headingsFor } from './headings.ts';

/**
 * What is to be written behind the part of a material at `path`, so that nobody takes it for the source's
 * word; else nothing.
 */
export type Mark = (path: string) => string;

/** Marks the statements that the material's quality names as not supported, in the language of the material. */
export function createMark({ quality, language }: Pick<Material, 'quality' | 'language'>): Mark {
  const paths = quality.issues.flatMap(({ code, path }) => (code === 'unsupported' && path ? [path] : []));
  const marked = new Set(paths.flatMap((path) => [path, path.replace(ownField, '')]));
  return (path) => (marked.has(path) ? headingsFor(language).unsupported : '');
}

/** An issue may name the field that is borne out by the citations beside it: `items.3.answer` for `items.3`. */
const ownField = /(?<=\d)\.(?:text|explanation|description|body|answer|definition|question)$/;
