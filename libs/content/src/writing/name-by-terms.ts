import type { Analysis, Term } from '../analysis/analysis.ts';
import { capitalised } from './phrases.ts';
import type { Run } from './runs.ts';

const maxNameCharacters = 80;

/** A title for a part without a heading: the one or two key terms that the part says most about, for its length. */
export function nameByTerms(analysis: Analysis, runs: Run[], and: string): string {
  const inside = new Set(runs.flatMap((run) => run.sentences.map(({ index }) => index)));
  // A second term must belong here: one that stands all over the text says nothing of this part.
  const at = new Set(
    analysis.terms
      .filter(({ sentences }) => sentences.filter((index) => inside.has(index)).length * 2 > sentences.length)
      .map(({ text }) => text),
  );
  const ranked = analysis.terms
    .map((term) => ({ term, weight: weightIn(term, inside) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ term }) => term.text);
  const [first] = ranked;
  if (first === undefined) return '';
  const second = ranked.find((other) => other !== first && at.has(other) && !sharesWord(first, other));
  const both = second === undefined ? first : `${first} ${and} ${second}`;
  return capitalised(both.length <= maxNameCharacters ? both : first.slice(0, maxNameCharacters));
}

function weightIn(term: Term, inside: ReadonlySet<number>): number {
  const here = term.sentences.filter((index) => inside.has(index)).length;
  // Divided by all mentions, nearly: what the whole text is about names no part of it.
  return (term.score * here) / Math.max(1, term.sentences.length) ** 0.75;
}

function sharesWord(one: string, other: string): boolean {
  const words = new Set(one.toLowerCase().split(/\s+/));
  return other
    .toLowerCase()
    .split(/\s+/)
    .some((word) => words.has(word) || words.has(`${word}s`) || words.has(word.replace(/s$/, '')));
}
