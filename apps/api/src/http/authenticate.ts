import type { Request, RequestHandler, Response } from 'express';

import type { Scope } from '../keys/api-key.ts';
import type { FindHolder, KeyHolder } from '../keys/key-ring.ts';
import type { KnownAddresses } from '../limits/known-addresses.ts';
import type { RateLimiter } from '../ports/rate-limiter.ts';
import { Problem } from './problem.ts';

export interface AuthenticationDependencies {
  findHolder: FindHolder;
  /** Failed authentications of an address. */
  failures: RateLimiter;
  known: KnownAddresses;
}

/**
 * Lets in who brings a key, as `Authorization: Bearer …` or `X-API-Key`. An address that failed too often is refused
 * for a while, but for keys that have come from it before: behind a proxy, one who guesses locks out nobody who works.
 */
export function authenticate({ findHolder, failures, known }: AuthenticationDependencies): RequestHandler {
  return async (request, response, next) => {
    const key = keyOf(request);
    const address = request.ip ?? '';
    const holder = key === undefined ? undefined : await findHolder(key);
    const state = await failures.look(address);
    if (state.remaining === 0 && !(holder && known.has(address, holder.keyId))) {
      throw new Problem('too-many-failures', `Try again in ${state.resetSeconds} s.`, {
        headers: { 'Retry-After': String(state.resetSeconds) },
      });
    }
    if (holder === undefined) {
      await failures.take(address, 1);
      const detail = key === undefined ? 'The request carries no key.' : 'The key is not valid.';
      throw new Problem('unauthorized', detail, {
        headers: { 'WWW-Authenticate': 'Bearer realm="La Factoria"' },
      });
    }
    known.add(address, holder.keyId);
    response.locals['holder'] = holder;
    next();
  };
}

function keyOf(request: Request): string | undefined {
  const bearer = /^Bearer +(\S+) *$/i.exec(request.get('Authorization') ?? '')?.[1];
  return bearer ?? request.get('X-API-Key');
}

/** Who makes the request, once `authenticate` has let them in. */
export const holderOf = (response: Response): KeyHolder => response.locals['holder'] as KeyHolder;

export const ownerOf = (response: Response): string => holderOf(response).owner;

/** 403 for a key that may not do this. Reading takes GET and HEAD, all else writes. */
export function requireScope(...needed: Scope[]): RequestHandler {
  return (_request, response, next) => {
    assertScopes(response, needed);
    next();
  };
}

export const requireJobScope: RequestHandler = (request, response, next) => {
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  assertScopes(response, [isReading ? 'jobs:read' : 'jobs:write']);
  next();
};

function assertScopes(response: Response, needed: readonly Scope[]): void {
  const missing = needed.filter((scope) => !holderOf(response).scopes.includes(scope));
  if (missing.length > 0)
    throw new Problem('scope-missing', `The key lacks the scope ${missing.join(', ')}.`);
}
