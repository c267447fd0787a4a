import { type QualityIssue, shortfallsOf } from '../materials/check-material.ts';
import type { Quality } from '../materials/quality.ts';
import type { Draft, Outline } from '../materials/schemas.ts';
import type { Source } from '../source.ts';
import { checkWording } from './check-wording.ts';
import { findRepetitions } from './find-repetitions.ts';
import { judgeStatements, type SupportKind } from './judge-statements.ts';
import { coverageOfOutline, coverageOfSource } from './measure-coverage.ts';
import { measureLanguage } from './measure-language.ts';
import { measureReadability } from './measure-readability.ts';
import { citationsOf, proseOf } from './texts-of.ts';

/** What a part adds to the score: support by the source first, then reach and soundness, then language and ease. */
const weights = { groundedness: 0.45, coverage: 0.2, soundness: 0.15, language: 0.1, ease: 0.1 };

/** Below this share of the sections that the material could have touched, the gap is named. */
const minCoverage = 0.5;
/** Below this share of prose in the language that was asked for, the mismatch is named. */
const minLanguageMatch = 0.8;

/** What an issue takes of the soundness: a list that is too short more than a word that is misspelled. */
const costs: Record<string, number> = {
  shortfall: 0.25,
  repeated: 0.1,
  'term-spelled-differently': 0.1,
  'number-not-in-source': 0.25,
};

/** Reading ease from this value on counts in full ("fairly difficult", a college text); 0 and below not at all. */
const fullEase = 50;

export interface QualityOptions {
  /** Issues that the writer itself found. @default none */
  remarks?: QualityIssue[];
  /** The outline that the material follows, to measure how much of it is covered. @default none */
  outline?: Outline | undefined;
  /**
   * How statements must be borne out: `verbatim`, every content word stands in the cited ranges;
   * `paraphrase`, as `supportOf` judges. @default 'verbatim'
   */
  support?: SupportKind;
}

/**
 * Measures a draft against its source:
 * score = 0.45 · groundedness + 0.2 · coverage + 0.15 · soundness + 0.1 · language + 0.1 · ease, each 0–1,
 * where groundedness is the share of statements that their citations bear out;
 * coverage is the share of sections that a citation touches (of as many as there are citations), of the
 * source's and, if an outline is given, of the outline's, in equal parts;
 * soundness starts at 1 and loses 0.25 for each shortfall of the schema and each field with a number from
 * nowhere, 0.1 for each repetition and each term that is spelled otherwise than in the source;
 * language is the share of the prose in the source's `language`; and ease is Flesch reading ease over 50, cut
 * to 0–1. A material that states nothing scores by its citations instead of groundedness.
 * Every loss but that of ease is named among the issues, with its path where it is about one part.
 * @throws ContentError `material-invalid` when the draft breaks its schema by more than a shortfall
 */
export function measureQuality(draft: Draft, source: Source, options: QualityOptions = {}): Quality {
  const { remarks = [], outline, support = 'verbatim' } = options;
  const shortfalls = shortfallsOf(draft, source);
  const citations = citationsOf(draft);
  const { groundedness, unsupported } = judgeStatements(draft, source, support);
  const coverage = {
    source: coverageOfSource(citations, source),
    ...(outline && { outline: coverageOfOutline(citations, outline) }),
  };
  const prose = proseOf(draft).map(({ text }) => text);
  const readability = measureReadability(prose.join('\n\n'), source.language);
  const languageMatch = measureLanguage(prose, source.language);
  const judged = new Set(unsupported.flatMap(({ path }) => path ?? []));
  const flaws = [...shortfalls, ...findRepetitions(draft), ...checkWording(draft, source, outline, judged)];
  const soundness = Math.max(0, 1 - flaws.reduce((sum, { code }) => sum + (costs[code] ?? 0), 0));
  const coverages = Object.values(coverage);
  const score =
    weights.groundedness * groundedness +
    (weights.coverage * coverages.reduce((sum, share) => sum + share, 0)) / coverages.length +
    weights.soundness * soundness +
    weights.language * languageMatch +
    weights.ease * Math.min(1, Math.max(0, readability.fleschReadingEase / fullEase));
  return {
    score: rounded(score),
    groundedness: rounded(groundedness),
    readability,
    coverage: { ...coverage, source: rounded(coverage.source) },
    languageMatch: rounded(languageMatch),
    issues: withoutDoubles([
      ...flaws,
      ...remarks,
      ...unsupported,
      ...coverageIssues(coverage),
      ...languageIssues(languageMatch, source.language),
    ]),
  };
}

function coverageIssues(coverage: { source: number; outline?: number }): QualityIssue[] {
  const gaps: [string, number, string][] = [
    ['coverage-low', coverage.source, 'sections'],
    ['outline-coverage-low', coverage.outline ?? 1, 'outline’s sections'],
  ];
  return gaps
    .filter(([, share]) => share < minCoverage)
    .map(([code, share, what]) => ({
      code,
      message: `the citations touch ${Math.round(share * 100)} % of the ${what} within reach`,
    }));
}

function languageIssues(match: number, language: string): QualityIssue[] {
  if (match >= minLanguageMatch) return [];
  const message = `${Math.round((1 - match) * 100)} % of the prose is in another language than ${language}`;
  return [{ code: 'language-mismatch', message }];
}

/** A writer may have named itself what is found here. */
function withoutDoubles(issues: QualityIssue[]): QualityIssue[] {
  const seen = new Set<string>();
  return issues.filter(({ code, path, message }) => {
    const key = `${code} ${path ?? message}`;
    return !seen.has(key) && seen.add(key);
  });
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
