import type { Request, RequestHandler } from 'express';

import type { RateLimiter, RateLimitState } from '../ports/rate-limiter.ts';
import { holderOf } from './authenticate.ts';
import { Problem } from './problem.ts';

/** Points that a request costs: what it makes the server do, not how often it comes. */
export const costs = { reading: 1, creating: 10, generating: 20 } as const;

/** By the path below `/api/v1`; what isn't named here reads. One place, so that no route can be left out. */
const dearer: readonly [pattern: RegExp, cost: number][] = [
  [/^\/jobs\/?$/i, costs.creating],
  [/^\/jobs\/[^/]+\/retry\/?$/i, costs.creating],
  [/^\/content\/generate\/?$/i, costs.generating],
];

export function costOf({ method, path }: Pick<Request, 'method' | 'path'>): number {
  const found = method === 'POST' ? dearer.find(([pattern]) => pattern.test(path)) : undefined;
  return found?.[1] ?? costs.reading;
}

/**
 * Takes the cost of each request from what its key has left, before anything of it is read, and says so in the headers
 * `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers). 429 with `Retry-After` if it isn't enough.
 */
export function limitRate(limiter: RateLimiter): RequestHandler {
  const policy = `"key";q=${limiter.points};w=${limiter.windowSeconds}`;
  return async (request, response, next) => {
    const cost = costOf(request);
    const state = await limiter.take(holderOf(response).keyId, cost);
    response.setHeader('RateLimit-Policy', policy);
    response.setHeader('RateLimit', `"key";r=${state.remaining};t=${state.resetSeconds}`);
    if (!state.isAllowed) throw tooMany(state, cost, limiter);
    next();
  };
}

function tooMany(
  { remaining, resetSeconds }: RateLimitState,
  cost: number,
  { points }: RateLimiter,
): Problem {
  // A limit below the cost of a request never lets it through, however long one waits.
  const hint = cost > points ? 'The limit is lower than that.' : `More come in ${resetSeconds} s.`;
  const detail = `The request costs ${cost} points, and the key has ${remaining} of ${points} left. ${hint}`;
  return new Problem('rate-limited', detail, { headers: { 'Retry-After': String(resetSeconds) } });
}
