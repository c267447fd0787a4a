import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

import { requestIdOf } from './request-id.ts';

/** Tells the log which job a request is about. */
export function noteJob(response: Response, jobId: string): void {
  response.locals['jobId'] = jobId;
}

/**
 * One line a request, when it has ended. The path only: no query, no header, no body, so that no key or text gets in.
 * Whose request it was stands there by owner and the key's id.
 */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const path = request.originalUrl.split('?')[0];
    response.on('close', () => {
      const milliseconds = Math.round(performance.now() - startedAt);
      const { statusCode: status, locals } = response;
      const level = status >= 500 ? 'error' : 'info';
      const holder = locals['holder'] as { owner: string; keyId: string } | undefined;
      const jobId =
        (locals['jobId'] as string | undefined) ?? /\/jobs\/([0-9a-f-]{36})(\/|$)/.exec(path ?? '')?.[1];
      logger[level](
        {
          ...{ requestId: requestIdOf(response), method: request.method, path, status, milliseconds },
          ...(holder && { owner: holder.owner, keyId: holder.keyId }),
          ...(jobId !== undefined && { jobId }),
        },
        'request',
      );
    });
    next();
  };
}
