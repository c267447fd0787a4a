import type { Verdict } from '../report/report.ts';

/** A test as the score sees it. */
export interface ScoredTest {
  verdict: Verdict;
  /** Cells of the matrix that it reaches, by any name for them. */
  cells: readonly string[];
}

/** How the mutants of one operation fared with the tests that count: hollow ones notice nothing by right. */
export interface OperationKill {
  /** At least 1. */
  total: number;
  killed: number;
}

export interface Score {
  /** 0 to 100. */
  score: number;
  /** Kill is not measured: the score is at most 79. */
  isProvisional: boolean;
  /** Each 0 to 1. */
  integrity: number;
  boundary: number;
  kill: number | null;
}

/** The most that a service can score while its kill is not measured. */
export const maxProvisionalScore = 79;

const weights: Record<Verdict, number> = { real: 1, weak: 0.5, hollow: 0, placeholder: 0, skipped: 0 };

/**
 * The score of a service: 100 times the geometric mean of integrity (the mean weight of its tests), boundary (the share of
 * cells that real tests reach) and kill (the share of entered operations whose mutants are noticed, by half where only some
 * are). A hollow test counts for the first only: adding one never raises the score, deleting one never lowers it, and a
 * second copy of a test never raises the boundary.
 * @param kills of the operations that tests enter; null where mutation was not measured
 */
export function scoreOf(
  tests: readonly ScoredTest[],
  cells: readonly string[],
  kills: readonly OperationKill[] | null,
): Score {
  const integrity = mean(tests.map(({ verdict }) => weights[verdict]));
  const boundary = boundaryOf(tests, cells);
  const kill = kills === null ? null : mean(kills.map(killOf));
  const hasReal = tests.some(({ verdict }) => verdict === 'real');
  const exact = kill === null ? Math.sqrt(integrity * boundary) : Math.cbrt(integrity * boundary * kill);
  const score = hasReal ? 100 * exact : 0;
  return {
    score: kill === null ? Math.min(score, maxProvisionalScore) : score,
    isProvisional: kill === null,
    ...{ integrity, boundary, kill },
  };
}

/** The share of the cells that real tests reach; 1 where there is nothing to reach. */
export function boundaryOf(tests: readonly ScoredTest[], cells: readonly string[]): number {
  const reached = new Set(tests.flatMap((test) => (test.verdict === 'real' ? test.cells : [])));
  return cells.length === 0 ? 1 : cells.filter((cell) => reached.has(cell)).length / cells.length;
}

function killOf({ total, killed }: OperationKill): number {
  if (killed === 0) return 0;
  return killed === total ? 1 : 0.5;
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
