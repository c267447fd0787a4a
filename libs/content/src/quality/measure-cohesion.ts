import type { QualityIssue } from '../materials/check-material.ts';
import type { Material } from '../materials/schemas.ts';
import type { Source } from '../source.ts';
import { compareDefinitions } from './compare-definitions.ts';
import { compareNumbers } from './compare-numbers.ts';
import { compareTerms } from './compare-terms.ts';
import { compareTitles } from './compare-titles.ts';

/** What one kind of comparison found: how many things could be compared, and where they differ. */
export interface Comparison {
  compared: number;
  issues: QualityIssue[];
}

export interface Cohesion {
  /** 0–1. */
  score: number;
  /** `path` begins with the kind of the material: `flashcards.items.3`. */
  issues: QualityIssue[];
}

/**
 * How well the materials of one source fit each other: terms are spelled alike (`terms-differ`), the same is
 * stated with the same number (`numbers-differ`), cards and key concepts define a term alike
 * (`definitions-differ`), titles are about the source and the script's parts are the outline's
 * (`title-differs`). What the source itself has both ways is no difference. The score is the mean of the
 * shares, 0–1, of what agrees, over those comparisons that had something to compare; 1 if none had, as with a
 * single material.
 */
export function measureCohesion(materials: Material[], source: Source): Cohesion {
  const comparisons = [compareTerms, compareNumbers, compareDefinitions, compareTitles].map((compare) =>
    compare(materials, source),
  );
  const shares = comparisons
    .filter(({ compared }) => compared > 0)
    .map(({ compared, issues }) => Math.max(0, 1 - issues.length / compared));
  const sum = shares.reduce((total, share) => total + share, 0);
  return {
    score: shares.length === 0 ? 1 : Math.round((sum / shares.length) * 1000) / 1000,
    issues: comparisons.flatMap(({ issues }) => issues),
  };
}
