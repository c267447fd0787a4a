import type { MutantKind } from './mutants/mutant.ts';

/** What came of breaking a service's operations on purpose. Paths are relative to the project's folder, with `/`. */
export interface MutationResult {
  service: string;
  operations: OperationResult[];
  tests: TestResult[];
  /** What limits what was measured: tests whose verdict did not count, and why. */
  notes: string[];
  /** How long it took; less where results of an earlier run were used. */
  milliseconds: number;
  /** Of these, what was taken once the tests were recorded. */
  millisecondsOfMutants: number;
}

export interface OperationResult {
  name: string;
  file: string;
  line: number;
  /** Mutants of its body; 0 where it does nothing that could be taken away. */
  total: number;
  killed: number;
  /** For want of time nobody knows whether they would be. */
  undecided: number;
  /** How many tests enter it. Where that is 0, none of its mutants was tried. */
  coveringTests: number;
  survivors: Survivor[];
}

/** A mutant that all tests have passed that cover it. */
export interface Survivor {
  kind: MutantKind;
  /** What it does: `returns ""`. */
  description: string;
}

/** A test that passes and enters operations itself, not only by its hooks. */
export interface TestResult {
  file: string;
  /** Its title after those of the blocks around it, joined by ` › `. */
  test: string;
  /** From 1; 0 where it is not known. */
  line: number;
  column: number;
  /** How many mutants its own operations have. */
  covered: number;
  /** How many it is known to catch. It is not asked further once it has caught one. */
  killed: number;
  /** It has met every mutant that it covers, and passed. */
  killsNothing: boolean;
}

export interface MutationProgress {
  /**
   * - recording: the tests run once as they are, to see what each enters
   * - mutants: it is looked for a test that catches each mutant
   * - tests: it is looked for a mutant that each test catches
   * - checking: do the tests still pass that have caught something?
   */
  phase: 'recording' | 'mutants' | 'tests' | 'checking';
  done: number;
  total: number;
}
