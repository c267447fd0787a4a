/** What arithmetic on binary fractions may lose: 0.58 · 100 is 57.999…, and means 58. */
const tolerance = 1e-9;

/**
 * Rounded down, so that no figure looks better than it is: 89.96 is 89.9 and not 90, which would contradict
 * "below 90".
 */
export function roundDown(value: number, digits = 0): number {
  const scale = 10 ** digits;
  return Math.floor(value * scale + tolerance) / scale;
}

/** A score for readers: at most one digit after the point. */
export const scoreText = (score: number): string => String(roundDown(score, 1));

/** A share of 0 to 1 for readers, in whole per cent; a dash where it was not measured. */
export const shareText = (share: number | null): string =>
  share === null ? '–' : `${roundDown(share * 100)} %`;

/** Whether a score fails a bound, with what arithmetic may lose forgiven. */
export const isBelow = (score: number, bound: number): boolean => score + tolerance < bound;
