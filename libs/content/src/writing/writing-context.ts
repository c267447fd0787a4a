import type { Analysis, Sentence } from '../analysis/analysis.ts';
import { analyse } from '../analysis/analyse.ts';
import type { QualityIssue } from '../materials/check-material.ts';
import type { Source } from '../source.ts';
import type { Chapter } from './chapter.ts';
import type { Glue } from './language/glue.ts';
import { glueFor, hasGlue } from './language/glue-for.ts';
import { clipped, type Spelling } from './phrases.ts';
import { planChapters } from './plan-chapters.ts';
import { findRuns, type Run } from './runs.ts';

/** What every kind of material is written from: computed once a source. */
export interface WritingContext {
  source: Source;
  analysis: Analysis;
  glue: Glue;
  /** In source order; never empty. */
  runs: Run[];
  chapters: Chapter[];
  spelling: Spelling;
  /** What the reader of any material should know of how it was written. */
  remarks: QualityIssue[];
}

export function createWritingContext(source: Source): WritingContext {
  const analysis = withText(analyse(source));
  const glue = glueFor(source.language);
  const found = findRuns(source, analysis.sentences);
  const runs = found.length > 0 ? found : analysis.sentences.map(clippedSentence).map(asRun);
  return {
    source,
    analysis,
    glue,
    runs,
    chapters: planChapters(analysis, runs, glue),
    spelling: spellingOf(analysis.sentences),
    remarks: remarksOn(source, found),
  };
}

/** A text of nothing but tables, code or signs has no sentences; its lines then stand for them, as they are. */
function withText(analysis: Analysis): Analysis {
  if (analysis.sentences.length > 0) return analysis;
  const { source } = analysis;
  const sentences: Sentence[] = [];
  for (const line of source.text.matchAll(/\S[^\n]*/g)) {
    // The longest piece that any field of a material takes.
    const text = line[0].slice(0, maxLineCharacters).trim();
    const index = sentences.length;
    if (index === maxLines) break;
    sentences.push({
      ...{
        start: line.index,
        end: line.index + text.length,
        index,
        text,
        words: text.toLowerCase().split(/\W+/),
      },
      ...{ passage: passageAt(source, line.index), section: 0, salience: 1 / (index + 1), standsAlone: true },
    });
  }
  return { ...analysis, sentences };
}

const maxLineCharacters = 300;
const maxLines = 50;

const passageAt = (source: Source, offset: number) =>
  source.passages.find(({ start, end }) => offset >= start && offset < end)?.index ?? 0;

/** Fragments may be of any length; a cut one keeps its place in the source. */
const clippedSentence = (sentence: Sentence): Sentence => ({
  ...sentence,
  text: clipped(sentence.text, maxLineCharacters),
});

const asRun = (sentence: Sentence): Run => ({
  sentences: [sentence],
  section: sentence.section,
  salience: sentence.salience,
});

function spellingOf(sentences: Sentence[]): Spelling {
  const small = new Set<string>();
  const capital = new Set<string>();
  for (const { text } of sentences) {
    for (const { 0: word, index } of text.matchAll(/\p{L}[\p{L}-]*/gu)) {
      const lower = word.toLowerCase();
      if (word === lower) small.add(lower);
      // The first word of a sentence has its capital from there, and says nothing.
      else if (index > 1 && !/[.:!?“"] ?$/.test(text.slice(Math.max(0, index - 2), index)))
        capital.add(lower);
    }
  }
  return { small, capital };
}

function remarksOn(source: Source, found: Run[]): QualityIssue[] {
  const remarks: QualityIssue[] = [];
  if (!hasGlue(source.language)) {
    remarks.push({
      code: 'language-unsupported',
      message: `questions and connecting phrases are in English: there are none for “${source.language}” yet`,
    });
  }
  if (found.length === 0) {
    remarks.push({
      code: 'prose-missing',
      message: 'the source has no sentence that stands alone: its lines are quoted as they are',
    });
  }
  return remarks;
}
