import type { Source } from '../source.ts';
import type { Sentence, Term } from './analysis.ts';
import { rankSentences } from './rank-sentences.ts';
import { phraseKey, stem } from './words.ts';

/**
 * What makes a sentence one that a summary would hold. Fitted by linear regression on the share of a sentence's words
 * that textbook authors took into their own summaries, then rounded; the length counts in logarithms of words.
 */
const weights = {
  graphRank: 0.3,
  terms: 0.1,
  definition: 0.1,
  heading: 0.3,
  commonWords: 0.095,
  earliness: 0.02,
  opening: 0.035,
  sectionOpening: 0.03,
  titleStart: 0.03,
  length: -0.095,
  names: -0.22,
  examples: -0.02,
};
const base = 0.32;

/** Sets `salience`, 0 to 1, of every sentence. */
export function weighSentences(
  source: Source,
  sentences: Sentence[],
  terms: Term[],
  stopWords: ReadonlySet<string>,
): void {
  const ranks = rankSentences(sentences, stopWords);
  const counts = countWords(sentences);
  const headings = source.sections.map(({ title }) => new Set(phraseKey(title).split(' ')));
  const titleWords = new Set(
    phraseKey(source.title)
      .split(' ')
      .filter((word) => !stopWords.has(word)),
  );
  const termWeights = weighTerms(sentences, terms);
  sentences.forEach((sentence, index) => {
    const content = [...new Set(sentence.words.filter((word) => !stopWords.has(word)).map(stem))];
    const size = Math.max(1, content.length);
    const inHeading = content.filter((word) => headings[sentence.section]?.has(word)).length;
    const frequency = content.reduce((sum, word) => sum + Math.log(counts.get(word) ?? 1), 0);
    const names = sentence.text.slice(1).match(/[^.!?“] \p{Lu}/gu)?.length ?? 0;
    const startsWithTitle = sentence.words.slice(0, 4).some((word) => titleWords.has(stem(word)));
    const { mentions, definition } = termWeights[index] ?? { mentions: 0, definition: 0 };
    const salience =
      base +
      weights.graphRank * (ranks[index] ?? 0) +
      weights.terms * Math.min(1, mentions / 3) +
      weights.definition * definition +
      (weights.heading * inHeading) / size +
      (weights.commonWords * frequency) / size +
      weights.earliness * (1 - index / sentences.length) ** 2 +
      (index < 5 ? weights.opening : 0) +
      (sentences[index - 1]?.section !== sentence.section ? weights.sectionOpening : 0) +
      (startsWithTitle ? weights.titleStart : 0) +
      weights.length * Math.log(Math.max(5, sentence.words.length)) +
      (source.language.startsWith('de') ? 0 : (weights.names * names) / Math.max(1, sentence.words.length)) +
      (/for example|for instance|such as/i.test(sentence.text) ? weights.examples : 0);
    sentence.salience = Math.min(1, Math.max(0, salience));
  });
}

/** In how many sentences each stem stands. */
function countWords(sentences: Sentence[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of sentences) {
    for (const word of new Set(words.map(stem))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function weighTerms(sentences: Sentence[], terms: Term[]): { mentions: number; definition: number }[] {
  const found = sentences.map(() => ({ mentions: 0, definition: 0 }));
  for (const { score, sentences: indices, definition } of terms) {
    for (const index of indices) {
      const one = found[index];
      if (one) one.mentions += score;
    }
    const defining = definition && found[definition.sentence];
    if (defining) defining.definition = Math.max(defining.definition, score * definition.confidence);
  }
  return found;
}
