import type { Citation, Source } from '../source.ts';

/**
 * One sentence of running text (paragraph, list item or quote).
 * `text` is what a reader should see: markup, URLs and glued-in scholarly references are gone, white space is folded.
 * Every word of `text` stands in `source.text.slice(start, end)`.
 */
export interface Sentence extends Citation {
  index: number;
  text: string;
  /** Lower-cased words, stop words included, in order. */
  words: string[];
  /** Index into `Source.passages` and `Source.sections`. */
  passage: number;
  section: number;
  /** 0–1: how much of the source's message this sentence carries (graph rank, position, terms). */
  salience: number;
  /** False for what does not stand alone: fragments, dangling "this", "he", "however", references, questions. */
  standsAlone: boolean;
}

/** A phrase that says what a term means, taken from a defining sentence. */
export interface Definition extends Citation {
  /** The defining words, without the term and the pattern ("a system of government in which …"). Reads as a definition. */
  text: string;
  /** The term as the defining sentence spells it: "organizations" where the definition is "groups of people who …". */
  form: string;
  /** Index into `Analysis.sentences`. */
  sentence: number;
  /** Which pattern found it: `is-a`, `known-as`, `appositive`, `that-is` … */
  pattern: string;
  /** 0–1. */
  confidence: number;
}

/** A key term of the source: a word or a phrase that a glossary would list. */
export interface Term {
  /** As a glossary prints it: `gerrymandering`, `Jim Crow laws`, `International Court of Justice (ICJ)`. */
  text: string;
  /** 0–1; terms are ranked by it, the best first. */
  score: number;
  /** Indices of the sentences that mention it, in order. */
  sentences: number[];
  /** The best definition found; absent where the source defines the term nowhere. */
  definition?: Definition;
}

/** What the extractive writer knows of a source before it writes. Computed once, in time that grows about linearly. */
export interface Analysis {
  source: Source;
  sentences: Sentence[];
  /** Ranked, best first; at most 60. */
  terms: Term[];
}
