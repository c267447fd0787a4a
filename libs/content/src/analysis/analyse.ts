import type { Source } from '../source.ts';
import type { Analysis, Sentence, Term } from './analysis.ts';
import { collectCandidates } from './collect-candidates.ts';
import { rankSentences } from './rank-sentences.ts';
import { rankTerms } from './rank-terms.ts';
import { readSentences } from './read-sentences.ts';
import { stopWordsOf } from './stop-words.ts';

/** Reads a source: its sentences with their salience, its key terms with their definitions. Deterministic. */
export function analyse(source: Source): Analysis {
  const stopWords = stopWordsOf(source.language);
  const reading = readSentences(source);
  const { sentences } = reading;
  const terms = rankTerms(collectCandidates(source, reading, stopWords));
  weigh(sentences, rankSentences(sentences, stopWords), terms);
  return { source, sentences, terms };
}

function weigh(sentences: Sentence[], ranks: number[], terms: Term[]): void {
  const termWeight = sentences.map(() => 0);
  for (const term of terms) {
    for (const index of term.sentences) termWeight[index] = (termWeight[index] ?? 0) + term.score;
  }
  const highest = Math.max(
    1e-9,
    ...termWeight.slice(0, 1),
    termWeight.reduce((max, one) => Math.max(max, one), 0),
  );
  sentences.forEach((sentence, index) => {
    const position = 1 - index / sentences.length;
    sentence.salience =
      0.5 * (ranks[index] ?? 0) + 0.25 * ((termWeight[index] ?? 0) / highest) + 0.25 * position ** 2;
  });
}
