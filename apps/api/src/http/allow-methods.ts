import type { RequestHandler } from 'express';

import { Problem } from './problem.ts';

/** Stands last on a route: whatever method gets here is none that the route knows. */
export function allowOnly(...methods: string[]): RequestHandler {
  return (request) => {
    const allowed = methods.join(', ');
    throw new Problem('method-not-allowed', `${request.method} is not among ${allowed}.`, {
      headers: { Allow: allowed },
    });
  };
}
