/** An amount for a message: cents, or three digits of what is less than a few cents. */
export function formatUsd(usd: number): string {
  const digits = usd > 0 && usd < 1 ? 2 - Math.floor(Math.log10(usd)) : 2;
  return `$${usd.toFixed(Math.min(9, digits))}`;
}
