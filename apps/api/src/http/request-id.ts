import { randomUUID } from 'node:crypto';

import type { RequestHandler, Response } from 'express';

const saneId = /^[\w.:-]{1,128}$/;

/** Keeps the client's `X-Request-Id` if it is sane, else makes one. Every answer and log line carries it. */
export const assignRequestId: RequestHandler = (request, response, next) => {
  const given = request.get('X-Request-Id');
  const id = given !== undefined && saneId.test(given) ? given : randomUUID();
  response.locals['requestId'] = id;
  response.setHeader('X-Request-Id', id);
  next();
};

export const requestIdOf = (response: Response): string => String(response.locals['requestId']);
