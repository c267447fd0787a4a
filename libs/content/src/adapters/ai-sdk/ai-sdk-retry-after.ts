/** What an answer says about when to come back. Names of headers in lower case. */
export interface RetryHints {
  headers: Readonly<Record<string, string>>;
  /** `google.rpc.RetryInfo`, as in `58s`. */
  retryDelay?: string | undefined;
  /** Milliseconds since 1970, for dates where the answer has none of its own. */
  now: number;
}

/**
 * How long a provider asks to be left alone, in seconds: the longest of what it says in `Retry-After` (seconds or a date,
 * RFC 9110), in `retry-after-ms` (OpenAI's) and in the body's RetryInfo (Google's). `undefined` if it says nothing.
 */
export function retryAfterSeconds({ headers, retryDelay, now }: RetryHints): number | undefined {
  const said = [
    secondsOf(headers['retry-after'], Date.parse(headers['date'] ?? '') || now),
    numberOf(headers['retry-after-ms'], 1 / 1000),
    numberOf(/^(\d+(?:\.\d+)?)s$/.exec(retryDelay ?? '')?.[1]),
  ].filter((seconds) => seconds !== undefined);
  return said.length === 0 ? undefined : Math.max(...said);
}

/** The answer's own date is compared with, where it has one, so that the two clocks need not agree. */
function secondsOf(value: string | undefined, now: number): number | undefined {
  const seconds = numberOf(value);
  if (seconds !== undefined) return seconds;
  // `Date.parse` makes dates of nearly anything, of -5 for example.
  const date = Date.parse(/\bGMT$/.test(value ?? '') ? (value ?? '') : '');
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

const numberOf = (value: string | undefined, factor = 1): number | undefined =>
  value !== undefined && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) * factor : undefined;
