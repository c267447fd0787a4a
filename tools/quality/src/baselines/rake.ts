import { paragraphsOf, sentencesOf, stopWords, tokensOf } from '../tokens.ts';
import { takeInOrder } from './take-in-order.ts';

const maxWords = 4;

/** RAKE (Rose et al. 2010): runs of content words, scored by the sum of degree over frequency of their words. */
export const rakePhrases = (markdown: string, limit: number): string[] =>
  [...scoresOf(markdown)]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([phrase]) => phrase);

/** Sentences in source order by the mean score of their phrases, as many as fit into `maxCharacters`. */
export function rakeSummary(markdown: string, maxCharacters: number): string {
  const scores = scoresOf(markdown);
  const sentences = paragraphsOf(markdown).flatMap(sentencesOf);
  const ranks = sentences.map((sentence) => {
    const phrases = contentRuns(sentence).map((run) => scores.get(run.join(' ')) ?? 0);
    return phrases.reduce((sum, score) => sum + score, 0) / Math.max(1, phrases.length);
  });
  return takeInOrder(sentences, ranks, maxCharacters);
}

function scoresOf(markdown: string): Map<string, number> {
  const phrases = paragraphsOf(markdown).flatMap(contentRuns);
  const frequency = new Map<string, number>();
  const degree = new Map<string, number>();
  for (const phrase of phrases) {
    for (const word of phrase) {
      frequency.set(word, (frequency.get(word) ?? 0) + 1);
      degree.set(word, (degree.get(word) ?? 0) + phrase.length);
    }
  }
  const scores = new Map<string, number>();
  for (const phrase of phrases) {
    const score = phrase.reduce((sum, word) => sum + (degree.get(word) ?? 0) / (frequency.get(word) ?? 1), 0);
    scores.set(phrase.join(' '), score);
  }
  return scores;
}

/** Runs of one to four words between stop words and punctuation. */
export function contentRuns(paragraph: string): string[][] {
  const runs: string[][] = [];
  for (const clause of paragraph.split(/[^\p{L}\p{N}\s’'-]+/u)) {
    let run: string[] = [];
    for (const word of [...tokensOf(clause), 'the']) {
      if (!stopWords.has(word)) run.push(word);
      else {
        if (run.length > 0 && run.length <= maxWords) runs.push(run);
        run = [];
      }
    }
  }
  return runs;
}
