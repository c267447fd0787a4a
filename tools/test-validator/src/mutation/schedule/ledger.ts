import type { Mutant, MutableOperation, MutantKind } from '../mutants/mutant.ts';
import type { FileRecord } from '../record/file-record.ts';
import { type CoveringTest, coveringTests } from './coverage.ts';

/** A mutant, and what is known of it: `pending` until a test has caught it or all that cover it have passed. */
export interface MutantState {
  key: string;
  operation: MutableOperation;
  mutant: Mutant;
  status: 'pending' | 'killed' | 'survived' | 'uncovered';
  killer: Killer | undefined;
}

export interface Killer {
  file: string;
  /** Null: the file could not even be loaded. */
  test: string | null;
  /** `stuck`: something did not come to an end; `ended`: the process broke down. */
  how: 'failed' | 'stuck' | 'ended';
}

/** What one test made of one mutant: `around`: not the test itself failed, but a hook or the loading of its file. */
export type Verdict = 'passed' | 'failed' | 'around';

function mutantKey(operation: string, kind: MutantKind): string {
  return `${operation}!${kind}`;
}

export interface TestJudgement {
  covered: number;
  /** At least: a test is not asked further once it has caught one. */
  killed: number;
  /** It has met all mutants that it covers, and passed. */
  killsNothing: boolean;
}

/** Who covers what, who has caught what, and what is still to be found out. */
export class Ledger {
  readonly mutants: readonly MutantState[];
  readonly tests: readonly CoveringTest[];
  readonly #byFile: ReadonlyMap<string, readonly CoveringTest[]>;
  readonly #overheadMilliseconds: ReadonlyMap<string, number>;
  readonly #hookMilliseconds: ReadonlyMap<string, number>;
  /** By key of the test, then of the mutant. */
  readonly #verdicts = new Map<string, Map<string, Verdict>>();
  readonly #provenTests = new Set<string>();
  readonly #settledTests = new Map<string, number>();
  readonly #distrusted = new Set<string>();

  constructor(operations: readonly MutableOperation[], records: readonly FileRecord[]) {
    this.tests = records.flatMap(coveringTests);
    this.#byFile = Map.groupBy(this.tests, ({ file }) => file);
    this.#overheadMilliseconds = new Map(
      records.map(({ file, loadMilliseconds, aroundMilliseconds }) => [
        file,
        loadMilliseconds + aroundMilliseconds,
      ]),
    );
    this.#hookMilliseconds = new Map(records.map(({ file, hookMilliseconds }) => [file, hookMilliseconds]));
    const covered = new Set(this.tests.flatMap(({ all }) => [...all]));
    this.mutants = operations.flatMap((operation) =>
      operation.mutants.map((mutant): MutantState => {
        const status = covered.has(operation.key) ? 'pending' : 'uncovered';
        return { key: mutantKey(operation.key, mutant.kind), operation, mutant, status, killer: undefined };
      }),
    );
  }

  get files(): Iterable<string> {
    return this.#byFile.keys();
  }

  testsIn(file: string): readonly CoveringTest[] {
    return this.#distrusted.has(file) ? [] : (this.#byFile.get(file) ?? []);
  }

  /** What a file takes before and after its tests, however few of them run. */
  overheadMilliseconds(file: string): number {
    return this.#overheadMilliseconds.get(file) ?? 0;
  }

  hookMilliseconds(file: string): number {
    return this.#hookMilliseconds.get(file) ?? 0;
  }

  verdict(test: CoveringTest, mutant: MutantState): Verdict | undefined {
    return this.#verdicts.get(test.key)?.get(mutant.key);
  }

  /** What a test made of the other mutants of the same operation, as far as it has met them. */
  verdictsOnSiblings(test: CoveringTest, { operation, key }: MutantState): Verdict[] {
    const verdicts = this.#verdicts.get(test.key);
    if (verdicts === undefined) return [];
    return operation.mutants.flatMap(({ kind }) => {
      const sibling = mutantKey(operation.key, kind);
      return sibling === key ? [] : (verdicts.get(sibling) ?? []);
    });
  }

  /** It has caught nothing yet, as far as it is known. */
  isUnproven(test: CoveringTest): boolean {
    return !this.#provenTests.has(test.key) && !this.#settledTests.has(test.key);
  }

  /** Mutants of what a test alone enters: those that it could catch, and those that it is known to have caught. */
  judge(test: CoveringTest): TestJudgement {
    const mutants = this.mutants.filter(({ operation }) => test.own.has(operation.key));
    const verdicts = mutants.map((mutant) => this.verdict(test, mutant));
    const settled = this.#settledTests.get(test.key);
    const killed = settled ?? verdicts.filter((verdict) => verdict === 'failed').length;
    const hasMetAll = settled !== undefined || verdicts.every((verdict) => verdict === 'passed');
    return { covered: mutants.length, killed, killsNothing: mutants.length > 0 && killed === 0 && hasMetAll };
  }

  note(test: CoveringTest, mutant: MutantState, verdict: Verdict): void {
    const verdicts = this.#verdicts.get(test.key) ?? new Map<string, Verdict>();
    verdicts.set(mutant.key, verdict);
    this.#verdicts.set(test.key, verdicts);
    if (verdict === 'failed' && test.own.has(mutant.operation.key)) this.#provenTests.add(test.key);
  }

  /** How many mutants a test catches is known from before. */
  settleTest(test: CoveringTest, kills: number): void {
    this.#settledTests.set(test.key, kills);
  }

  kill(mutant: MutantState, killer: Killer): void {
    if (mutant.status !== 'pending') return;
    mutant.status = 'killed';
    mutant.killer = killer;
  }

  /** It is known from before that all tests pass that cover it. */
  survive(mutant: MutantState): void {
    if (mutant.status === 'pending') mutant.status = 'survived';
  }

  /** A mutant that every test has passed that covers it has survived. */
  conclude(mutant: MutantState): void {
    if (mutant.status !== 'pending') return;
    const isOpen = this.covering(mutant).some((test) => this.verdict(test, mutant) === undefined);
    if (!isOpen) mutant.status = 'survived';
  }

  covering({ operation }: MutantState): CoveringTest[] {
    return this.tests.filter(({ file, all }) => all.has(operation.key) && !this.#distrusted.has(file));
  }

  /** What was seen in a file does not count any more: tests of it have come to fail without any mutant. */
  distrust(file: string): void {
    this.#distrusted.add(file);
    for (const mutant of this.mutants) {
      if (mutant.killer?.file !== file) continue;
      mutant.killer = undefined;
      mutant.status = this.covering(mutant).length > 0 ? 'pending' : 'uncovered';
      this.conclude(mutant);
    }
  }
}
