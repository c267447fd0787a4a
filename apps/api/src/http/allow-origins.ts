import type { RequestHandler } from 'express';

const allowed = {
  'Access-Control-Allow-Methods': 'GET, POST, DELETE',
  'Access-Control-Allow-Headers':
    'Authorization, X-API-Key, Content-Type, Idempotency-Key, Last-Event-ID, X-Request-Id',
  'Access-Control-Max-Age': '600',
};
const exposed = 'Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id';

/** Lets pages of these origins use the API from a browser (CORS). Nothing is sent for others. */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin');
    const origin = request.get('Origin');
    if (origin === undefined || !origins.includes(origin)) return next();
    response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': exposed });
    const isPreflight =
      request.method === 'OPTIONS' && request.get('Access-Control-Request-Method') !== undefined;
    if (isPreflight) response.set(allowed).status(204).end();
    else next();
  };
}
