/** What is left after a request, for the headers. */
export interface RateLimitState {
  isAllowed: boolean;
  /** Points left in this window. */
  remaining: number;
  /** Seconds until the window ends, at least 1. */
  resetSeconds: number;
}

/** Counts points against a limit in windows of time. Never rejects: who can't count elsewhere counts here. */
export interface RateLimiter {
  /** Points a window. */
  readonly points: number;
  readonly windowSeconds: number;
  /** Takes so many points from what `key` has left; takes none if that is less. */
  take(key: string, points: number): Promise<RateLimitState>;
  /** What is left, without taking anything. */
  look(key: string): Promise<RateLimitState>;
}
