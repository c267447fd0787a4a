/**
 * Seconds that a `Retry-After` header (RFC 9110, 10.2.3: seconds or a date) asks for, 0 for what is past or below 0;
 * undefined if it asks nothing.
 */
export function retryAfterSeconds(header: string | null | undefined, now: Date): number | undefined {
  const value = header?.trim() ?? '';
  if (/^-?\d{1,9}$/.test(value)) return Math.max(0, Number(value));
  // A date, not whatever else JavaScript takes for one.
  const time = /^[A-Za-z]{3}, /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : Math.max(0, (time - now.getTime()) / 1000);
}
