import type { RequestHandler } from 'express';

import type { Metrics } from './metrics.ts';
import type { Tracing } from './tracing.ts';

/** Counts and traces each request, by the pattern of its route. */
export function observeRequests(metrics: Metrics, tracing: Tracing): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const { method } = request;
    const attributes = { 'http.request.method': method, 'url.path': request.path };
    const from = request.get('traceparent');
    void tracing.span(method, { kind: 'server', attributes, from }, (span) => {
      const closed = new Promise<void>((resolve) => {
        response.on('close', () => {
          // Set by Express once a route has been found; a path that is none must not make a metric of its own.
          const route = request.route
            ? `${request.baseUrl}${request.route.path}`.replace(/(.)\/$/, '$1')
            : 'none';
          const { statusCode: status } = response;
          metrics.request({ method, route, status, seconds: (performance.now() - startedAt) / 1000 });
          span.set({ 'http.route': route, 'http.response.status_code': status });
          if (status >= 500) span.fail();
          resolve();
        });
      });
      next();
      return closed;
    });
  };
}
