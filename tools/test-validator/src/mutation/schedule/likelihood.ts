import type { MutantKind } from '../mutants/mutant.ts';
import type { CoveringTest } from './coverage.ts';
import type { Ledger, MutantState } from './ledger.ts';

/** A test is hardly ever happy with an operation that fails, and sometimes with one that does nothing. */
const ofKind: Record<MutantKind, number> = { throws: 1, nothing: 0.8, default: 0.7 };

/**
 * How likely it is that a test catches a mutant, as a guess that decides what is tried first: it costs time if it is wrong,
 * and nothing else. From 0 to 1.
 */
export function likelihoodOfKill(ledger: Ledger, test: CoveringTest, mutant: MutantState): number {
  const { key } = mutant.operation;
  // Tests that do little are about what they do; what hooks do is for all tests of a file.
  const byAim = test.own.has(key) ? 0.6 / Math.sqrt(test.own.size) : 0.1;
  return ofKind[mutant.mutant.kind] * byExperience(ledger.verdictsOnSiblings(test, mutant), byAim);
}

/** Who has caught one mutant of an operation catches most. */
function byExperience(verdicts: readonly string[], likelihood: number): number {
  if (verdicts.some((verdict) => verdict !== 'passed')) return 0.95;
  return verdicts.length > 0 ? likelihood * 0.3 : likelihood;
}

/** That at least one of them does. */
export function likelihoodOfAny(likelihoods: readonly number[]): number {
  return 1 - likelihoods.reduce((none, likelihood) => none * (1 - likelihood), 1);
}
