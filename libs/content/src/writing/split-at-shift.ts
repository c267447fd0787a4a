import type { Run } from './runs.ts';

/** How many runs on each side of a gap are compared. */
const windowRuns = 4;

/** What a split far from the middle costs, against 0–1 of shared words. */
const imbalanceCost = 0.6;

/** In a long text a few runs more or less make no difference to where a part begins. */
const maxTriedGaps = 300;

/**
 * Splits runs in two where the topic shifts: at the gap whose sides share the fewest words (after Hearst's TextTiling,
 * 1997), weighed against how even the halves are. Gaps inside a paragraph are taken only when there is no other.
 */
export function splitAtShift(runs: Run[]): [Run[], Run[]] {
  const gaps = runs.map((_, index) => index).slice(1);
  const betweenPassages = gaps.filter((gap) => passageOf(runs[gap - 1]) !== passageOf(runs[gap]));
  let best = Math.ceil(runs.length / 2);
  let lowest = Infinity;
  const possible = betweenPassages.length > 0 ? betweenPassages : gaps;
  const step = Math.ceil(possible.length / maxTriedGaps);
  for (const gap of possible.filter((_, index) => index % step === 0)) {
    const cost = cohesion(runs, gap) + imbalanceCost * Math.abs(0.5 - gap / runs.length);
    if (cost < lowest) [best, lowest] = [gap, cost];
  }
  return [runs.slice(0, best), runs.slice(best)];
}

const passageOf = (run: Run | undefined) => run?.sentences.at(-1)?.passage;

function cohesion(runs: Run[], gap: number): number {
  const before = wordSet(runs.slice(Math.max(0, gap - windowRuns), gap));
  const after = wordSet(runs.slice(gap, gap + windowRuns));
  let shared = 0;
  for (const word of before) if (after.has(word)) shared += 1;
  return shared / Math.max(1, Math.min(before.size, after.size));
}

/** Short words are mostly grammar and shared by any two texts. */
const wordSet = (runs: Run[]) =>
  new Set(
    runs.flatMap((run) => run.sentences.flatMap(({ words }) => words.filter((word) => word.length > 3))),
  );
