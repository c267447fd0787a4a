import { termKey } from './match-terms.ts';
import { stopWords, tokensOf } from './tokens.ts';

/** What learners do with a subject: the verbs of objectives, and the words around them, say nothing about it. */
const taskWords = new Set(
  (
    'analyze apply assess characterize cite compare contrast critique define demonstrate describe determine differentiate discuss ' +
    'distinguish evaluate examine explain explore give identify illustrate indicate interpret know learn list name outline ' +
    'provide recognize relate report restate review show state summarize trace understand ' +
    'basic concept different difference example explanation important including key main major role term type various way'
  )
    .split(' ')
    .map(termKey),
);

/** An objective counts as covered from this share of its content words on. */
const minShare = 0.5;
/** Two words are forms of one if so many letters at their beginning are the same. */
const sharedLetters = 6;

/** Forms of a word have one key: plurals are cut, then all but the first letters. */
const keyOf = (word: string) => termKey(word).slice(0, sharedLetters);

/** The share, 0–1, of an objective's content words that a text has; undefined when it has no content word. */
export function objectiveShare(objective: string, text: string): number | undefined {
  const wanted = new Set(contentWords(objective).map(keyOf));
  if (wanted.size === 0) return undefined;
  const offered = new Set(tokensOf(text).map(keyOf));
  return [...wanted].filter((word) => offered.has(word)).length / wanted.size;
}

/** How many of the objectives a text covers, and the mean share of their content words that it has. */
export function coverObjectives(
  objectives: string[],
  text: string,
): { judged: number; covered: number; words: number } {
  const shares = objectives
    .map((objective) => objectiveShare(objective, text))
    .filter((share) => share !== undefined);
  return {
    judged: shares.length,
    covered: shares.filter((share) => share >= minShare).length,
    words: shares.reduce((sum, share) => sum + share, 0),
  };
}

const contentWords = (text: string) =>
  tokensOf(text).filter((word) => word.length > 2 && !stopWords.has(word) && !taskWords.has(termKey(word)));
