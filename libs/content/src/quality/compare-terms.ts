import { stem } from '../analysis/words.ts';
import type { Material } from '../materials/schemas.ts';
import type { Source } from '../source.ts';
import type { Comparison } from './measure-cohesion.ts';
import { namedTerms } from './named-terms.ts';
import { foldWord } from './word-key.ts';

/**
 * Whether terms that differ in hyphens, blanks or accents alone are written in one way; plural and case don't
 * count.
 */
export function compareTerms(materials: Material[], source: Source): Comparison {
  const groups = Map.groupBy(namedTerms(materials), ({ term }) => spellingOf(term).replace(/[\s-]+/g, ''));
  const shared = [...groups.values()].filter((group) => group.length > 1);
  const text = source.text.toLowerCase();
  const issues = shared.flatMap((group) => {
    const [first, ...others] = group;
    const other = others.find(({ term }) => first && spellingOf(term) !== spellingOf(first.term));
    if (!first || !other || [first, other].every(({ term }) => text.includes(term.toLowerCase()))) return [];
    const message = `writes “${other.term}” where ${first.path} writes “${first.term}”`;
    return [{ code: 'terms-differ', path: other.path, message }];
  });
  return { compared: shared.length, issues };
}

/** An abbreviation in brackets is optional. */
const spellingOf = (term: string) =>
  foldWord(term.replace(/\s*\([^)]*\)\s*$/, ''))
    .split(' ')
    .map(stem)
    .join(' ');
