import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

import type { KeyHolder } from '../keys/key-ring.ts';
import { requestIdOf } from '../http/request-id.ts';
import type { Metrics } from './metrics.ts';
import { noTracing, type Tracing } from './tracing.ts';

/** Tells the log which job a request is about, where its path doesn't. */
export function noteJob(response: Response, jobId: string): void {
  response.locals['jobId'] = jobId;
}

export interface Watchers {
  logger: Logger;
  metrics: Pick<Metrics, 'request'>;
  tracing: Tracing;
}

/**
 * Logs, counts and traces each request when it has ended. The log has one line: the path without its query, no header
 * and no body, so that no key or text gets in; whose request it was stands there by owner and the key's id.
 */
export function watchRequests({ logger, metrics, tracing }: Watchers): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const path = pathOf(request);
    const end = () => {
      const milliseconds = performance.now() - startedAt;
      const { method } = request;
      const { statusCode: status } = response;
      const route = routeOf(request);
      metrics.request({ method, route, status, seconds: milliseconds / 1000 });
      const line = {
        ...{ requestId: requestIdOf(response), method, path, status },
        milliseconds: Math.round(milliseconds),
        ...whoAndWhat(response, path),
      };
      if (status >= 500) logger.error(line, 'request');
      else logger.info(line, 'request');
      return { route, status };
    };
    if (tracing === noTracing) {
      response.on('close', end);
      next();
      return;
    }
    const attributes = { 'http.request.method': request.method, 'url.path': path };
    const options = { kind: 'server', attributes, from: request.get('traceparent') } as const;
    void tracing.span(request.method, options, (span) => {
      const closed = new Promise<void>((resolve) => {
        response.on('close', () => {
          const { route, status } = end();
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

const pathOf = ({ originalUrl }: Request): string => originalUrl.split('?', 1)[0] ?? '';

/** The pattern, once Express has found one: a path that a client made up must not become a metric of its own. */
function routeOf({ baseUrl, route }: Request): string {
  if (!route) return 'none';
  const path = `${baseUrl}${route.path}`;
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function whoAndWhat({ locals }: Response, path: string): object {
  const holder = locals['holder'] as KeyHolder | undefined;
  const jobId = (locals['jobId'] as string | undefined) ?? /\/jobs\/([0-9a-f-]{36})(\/|$)/.exec(path)?.[1];
  return {
    ...(holder && { owner: holder.owner, keyId: holder.keyId }),
    ...(jobId !== undefined && { jobId }),
  };
}
