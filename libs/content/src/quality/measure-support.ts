import { sentencesIn } from '../analysis/split-sentences.ts';
import type { Source } from '../source.ts';
import { contentWordsOf, type WordFinder, wordFinderOf } from './content-words.ts';
import { enumerationSizes } from './enumeration-sizes.ts';
import { namesOf } from './names-of.ts';
import { numbersOf, valuesIn } from './numbers-of.ts';
import { sourceWordsOf } from './source-words.ts';
import type { Statement } from './statements-of.ts';
import { translatedNames } from './translated-names.ts';
import { withoutQuestions } from './without-questions.ts';
import { foldWord } from './word-key.ts';

export interface Support {
  /** 0–1, of the statement's different content words: how many stand, in some form, in its cited ranges. */
  share: number;
  /** Content words that stand there in no form, as they are written in the statement. */
  missingWords: string[];
  /** Numbers that the cited ranges don't state, as they are written in the statement. */
  inventedNumbers: string[];
  /** Proper names that stand nowhere in the source. */
  inventedNames: string[];
  /** Sentences of a longer statement that have next to nothing of what is cited. */
  strangeSentences: string[];
  /** Material and source differ in language: words can't be compared, only numbers and names are. `share` is 1. */
  isCrossLanguage: boolean;
  isSupported: boolean;
}

export interface SupportOptions {
  /** Words, lower-cased, that a writer may add without stating anything. @default none */
  connectives?: ReadonlySet<string>;
  /** The share of content words from which on a statement is supported. @default 0.5 */
  minShare?: number;
}

/** A sentence among others may lead over and say little; with this many content words it says something. */
const minWordsOfSentence = 6;
/** Sentences of the labelled pairs that are paraphrased have at least 0.4, foreign ones at most 0.2. */
const minShareOfSentence = 0.25;

/**
 * How far the ranges that a statement cites bear it out, if it was written in the writer's own words: by the
 * forms of its content words, its numbers ("1,000", "1000" and "a thousand" are one) and its names. A
 * statement that negates its source or joins its words wrongly is not found out by this. Questions inside the
 * statement state nothing. A statement that cites nothing is not supported, unless it has no content word.
 */
export function supportOf(statement: Statement, source: Source, options: SupportOptions = {}): Support {
  // A material's statements are judged when it is read, when it is settled and when its quality is measured.
  if (options.minShare !== undefined) return judge(statement, source, options);
  const known = judgedWith(options.connectives ?? noConnectives, source);
  const key = `${statement.citations.map(({ start, end }) => `${start}-${end}`).join()} ${statement.text}`;
  const support = known.get(key) ?? judge(statement, source, options);
  known.set(key, support);
  return support;
}

const noConnectives: ReadonlySet<string> = new Set();

/** For the life of the source object, which is that of a job's run. */
const judged = new WeakMap<Source, Map<ReadonlySet<string>, Map<string, Support>>>();

function judgedWith(connectives: ReadonlySet<string>, source: Source): Map<string, Support> {
  const bySet = judged.get(source) ?? new Map<ReadonlySet<string>, Map<string, Support>>();
  judged.set(source, bySet);
  const known = bySet.get(connectives) ?? new Map<string, Support>();
  bySet.set(connectives, known);
  return known;
}

function judge(statement: Statement, source: Source, options: SupportOptions): Support {
  const { connectives = noConnectives, minShare = 0.5 } = options;
  const text = withoutQuestions(statement.text);
  // One by one: other statements cite the same ranges, and what is known of a text is remembered.
  const cited = statement.citations.map(({ start, end }) => source.text.slice(start, end));
  const isCrossLanguage = primary(source.language) !== primary(source.textLanguage);
  const inventedNumbers = inventedNumbersOf(text, cited, source);
  const inventedNames = inventedNamesOf(text, source, isCrossLanguage);
  const words = isCrossLanguage
    ? { share: statement.citations.length > 0 ? 1 : 0, missingWords: [], strangeSentences: [] }
    : compareWords(text, cited, source.language, connectives);
  const isSupported =
    words.share >= minShare &&
    words.strangeSentences.length === 0 &&
    inventedNumbers.length === 0 &&
    inventedNames.length === 0;
  return { ...words, inventedNumbers, inventedNames, isCrossLanguage, isSupported };
}

function compareWords(text: string, cited: string[], language: string, connectives: ReadonlySet<string>) {
  const finders = cited.map((range) => wordFinderOf(range, language));
  const stands: WordFinder = (word) => finders.some((stands) => stands(word));
  const wordsOf = (part: string) => {
    const words = contentWordsOf(part, language).filter((word) => !connectives.has(word.text.toLowerCase()));
    return [...new Map(words.map((word) => [word.key, word])).values()];
  };
  const words = wordsOf(text);
  const missing = words.filter((word) => !stands(word));
  const sentences = [...sentencesIn(text)].map(({ start, end }) => text.slice(start, end));
  const strangeSentences = sentences.filter((sentence) => {
    const own = sentences.length > 1 ? wordsOf(sentence) : [];
    return own.length >= minWordsOfSentence && shareOf(own.filter(stands), own) < minShareOfSentence;
  });
  return {
    share: words.length === 0 ? 1 : 1 - shareOf(missing, words),
    missingWords: missing.map((word) => word.text),
    strangeSentences,
  };
}

const shareOf = (some: unknown[], all: unknown[]) => some.length / all.length;

/** Numbers up to this one, in words, may count what the cited text lists. */
const maxCounted = 10;

function inventedNumbersOf(text: string, cited: string[], source: Source): string[] {
  const stated = numbersOf(text, source.language);
  if (stated.length === 0) return [];
  const values = cited.map((range) => valuesIn(range, source.textLanguage));
  const counted = enumerationSizes(cited.join('\n'));
  const isGiven = (value: number, isSpelled: boolean) =>
    values.some((given) => given.has(value)) || (isSpelled && value <= maxCounted && counted.has(value));
  return stated
    .filter((number) => !number.values.some((value) => isGiven(value, number.isSpelled)))
    .map((number) => number.text);
}

function inventedNamesOf(text: string, source: Source, isCrossLanguage: boolean): string[] {
  const names = namesOf(text, source.language);
  if (names.length === 0) return [];
  const words = sourceWordsOf(source);
  const missing = names.filter((name) => !words.has(name));
  if (!isCrossLanguage) return missing;
  const translated = translatedNames(source.language);
  // "Munich" is München and "London" Londres: a name that begins like none of the source's words is another.
  return missing.filter((name) => !translated.has(foldWord(name)) && !words.hasPrefix(foldWord(name)));
}

const primary = (language: string) => language.toLowerCase().split('-')[0];
