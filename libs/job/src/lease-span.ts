/** From when until when a lease was made, in milliseconds since 1970. */
export interface LeaseSpan {
  from: number;
  until: number;
}

/**
 * As what the lease stands now; undefined if it is over. One that begins in the future shows that the clock was set back
 * since: it is moved to now, for a lease is never longer than it was made, or a dead worker held it for an hour.
 */
export function liveSpan<Span extends LeaseSpan>(span: Span, now: number): Span | undefined {
  const { from, until } = span;
  if (from > now) return { ...span, from: now, until: now + until - from };
  return until > now ? span : undefined;
}
