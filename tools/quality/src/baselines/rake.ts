import { paragraphsOf, stopWords, tokensOf } from '../tokens.ts';

const maxWords = 4;

/** RAKE (Rose et al. 2010): runs of content words, scored by the sum of degree over frequency of their words. */
export function rakePhrases(markdown: string, limit: number): string[] {
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
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([phrase]) => phrase);
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
