import type { RequestHandler, Response } from 'express';

import type { FindOwner } from '../keys.ts';
import { Problem } from './problem.ts';

/** Lets in who brings a key, as `Authorization: Bearer …` or `X-API-Key`. */
export function authenticate(findOwner: FindOwner): RequestHandler {
  return (request, response, next) => {
    const bearer = /^Bearer +(\S+) *$/i.exec(request.get('Authorization') ?? '')?.[1];
    const key = bearer ?? request.get('X-API-Key');
    const owner = key === undefined ? undefined : findOwner(key);
    if (owner === undefined) {
      const detail = key === undefined ? 'The request carries no key.' : 'The key is not valid.';
      throw new Problem('unauthorized', detail, {
        headers: { 'WWW-Authenticate': 'Bearer realm="La Factoria"' },
      });
    }
    response.locals['owner'] = owner;
    next();
  };
}

export const ownerOf = (response: Response): string => String(response.locals['owner']);
