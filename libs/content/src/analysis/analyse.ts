import type { Source } from '../source.ts';
import type { Analysis } from './analysis.ts';
import { collectCandidates } from './collect-candidates.ts';
import { rankTerms } from './rank-terms.ts';
import { readSentences } from './read-sentences.ts';
import { stopWordsOf } from './stop-words.ts';
import { weighSentences } from './weigh-sentences.ts';

/** Reads a source: its sentences with their salience, its key terms with their definitions. Deterministic. */
export function analyse(source: Source): Analysis {
  const stopWords = stopWordsOf(source.language);
  const reading = readSentences(source);
  const terms = rankTerms(collectCandidates(source, reading, stopWords));
  weighSentences(source, reading.sentences, terms, stopWords);
  return { source, sentences: reading.sentences, terms };
}
