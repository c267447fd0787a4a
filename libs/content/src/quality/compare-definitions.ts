import { phraseKey } from '../analysis/words.ts';
import type { Material } from '../materials/schemas.ts';
import type { Citation, Source } from '../source.ts';
import { contentWordsOf, wordFinderOf } from './content-words.ts';
import type { Comparison } from './measure-cohesion.ts';
import { supportOf } from './measure-support.ts';
import { type NamedTerm, namedTerms } from './named-terms.ts';

/** Below this share of the shorter definition's words in the longer one, they speak of different things. */
const minOverlap = 0.1;
/** Of fewer words nothing can be said. */
const minWords = 4;

/**
 * Whether what a card and a key concept say of one term has anything in common: a word, or the place that
 * both cite. If the source bears out both, it says two things of the term, and there is no difference.
 */
export function compareDefinitions(materials: Material[], source: Source): Comparison {
  const groups = Map.groupBy(namedTerms(materials), ({ term }) => phraseKey(term));
  const pairs = [...groups.values()].flatMap(([first, ...others]) =>
    first ? others.map((other) => [first, other] as const) : [],
  );
  const issues = pairs
    .filter(([first, other]) => !cohere(first, other, source.language))
    .filter(
      (pair) =>
        !pair.every(({ explanation: text, citations }) => supportOf({ text, citations }, source).isSupported),
    )
    .map(([first, other]) => ({
      code: 'definitions-differ',
      path: other.path,
      message: `explains “${other.term}” in words none of which ${first.path} has`,
    }));
  return { compared: pairs.length, issues };
}

function cohere(one: NamedTerm, other: NamedTerm, language: string): boolean {
  if (one.citations.some((citation) => other.citations.some((second) => overlaps(citation, second))))
    return true;
  const isOfTerm = wordFinderOf(one.term, language);
  const wordsOf = ({ explanation }: NamedTerm) =>
    contentWordsOf(explanation, language).filter((word) => !isOfTerm(word));
  const [shorter, longer] = wordsOf(one).length <= wordsOf(other).length ? [one, other] : [other, one];
  const words = wordsOf(shorter);
  if (words.length < minWords) return true;
  return words.filter(wordFinderOf(longer.explanation, language)).length / words.length >= minOverlap;
}

const overlaps = (one: Citation, other: Citation) => one.start < other.end && other.start < one.end;
