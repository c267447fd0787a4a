import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

import { requestIdOf } from './request-id.ts';

/** One line a request, when it has ended. The path only: no query, no header, no body, so that no key or text gets in. */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const path = request.originalUrl.split('?')[0];
    response.on('close', () => {
      const milliseconds = Math.round(performance.now() - startedAt);
      const { statusCode: status } = response;
      const level = status >= 500 ? 'error' : 'info';
      logger[level](
        { requestId: requestIdOf(response), method: request.method, path, status, milliseconds },
        'request',
      );
    });
    next();
  };
}
