import { termKey } from '../match-terms.ts';
import { paragraphsOf, stopWords, tokensOf } from '../tokens.ts';

const maxWords = 4;

/** The most frequent phrases of one to four words that neither start nor end with a stop word. */
export function frequentPhrases(markdown: string, limit: number): string[] {
  const counts = new Map<string, number>();
  for (const paragraph of paragraphsOf(markdown)) {
    for (const clause of paragraph.split(/[^\p{L}\p{N}\s’'-]+/u)) {
      const words = tokensOf(clause);
      for (let from = 0; from < words.length; from += 1) {
        for (let size = 1; size <= maxWords && from + size <= words.length; size += 1) {
          const phrase = words.slice(from, from + size);
          if (isContent(phrase[0]) && isContent(phrase.at(-1))) {
            const key = termKey(phrase.join(' '));
            counts.set(key, (counts.get(key) ?? 0) + 1);
          }
        }
      }
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || b[0].length - a[0].length)
    .slice(0, limit)
    .map(([phrase]) => phrase);
}

const isContent = (word: string | undefined) => word !== undefined && word.length > 2 && !stopWords.has(word);
