import type { DeliveredRequest, DeliveryAnswer } from '@la-factoria/job/cloud-tasks';
import { type Request, type RequestHandler, Router } from 'express';

import { allowOnly } from '../http/allow-methods.ts';
import { createJsonReader } from '../http/json-body.ts';
import { Problem } from '../http/problem.ts';
import { WorkerTokenError } from './worker-token-error.ts';
import type { WorkerTokenVerifier } from './worker-token-verifier.ts';

export interface WorkerRoutesDependencies {
  verifier: WorkerTokenVerifier;
  /** Answers what Cloud Tasks brings, once its token has been verified: see `createCloudTasksDelivery`. */
  deliver: (request: DeliveredRequest) => Promise<DeliveryAnswer>;
}

/** A task holds the id of a job and no more. */
const maxBodyBytes = 16 * 1024;

/** Where Cloud Tasks brings jobs to this process. Nothing but its token lets anyone in: no API key, no other header. */
export function workerRoutes({ verifier, deliver }: WorkerRoutesDependencies): Router {
  const router = Router();
  const readJson = createJsonReader(maxBodyBytes);

  router
    .route('/run-job')
    .post(requireToken(verifier), async (request, response) => {
      // A body that is no JSON or too large is for the delivery to answer, which knows how often it has come.
      const body = await readJson(request, response).catch(() => undefined);
      if (request.socket.destroyed) throw new Problem('bad-request', 'The connection broke off.');
      const { status, headers } = await deliver({ headers: headersWithoutToken(request), body });
      response.status(status).set(headers).end();
    })
    .all(allowOnly('POST'));

  return router;
}

/** Before anything of the body is read. */
function requireToken(verifier: WorkerTokenVerifier): RequestHandler {
  return async (request, _response, next) => {
    const token = tokenOf(request);
    if (token === undefined) throw invalid('The request carries no token.');
    try {
      await verifier.verify(token);
    } catch (error) {
      throw error instanceof WorkerTokenError ? problemOf(error) : error;
    }
    next();
  };
}

/** Of two headers Node shows the first alone, where a proxy may have looked at the second: then neither counts. */
function tokenOf(request: Request): string | undefined {
  const [header = '', ...others] = request.headersDistinct['authorization'] ?? [];
  return others.length === 0 ? /^Bearer +(\S+) *$/i.exec(header)?.[1] : undefined;
}

function problemOf(error: WorkerTokenError): Problem {
  if (error.code === 'token-invalid') return invalid(error.message);
  const detail = 'The keys that tokens are verified with can not be had now.';
  const problem = new Problem('worker-keys-unavailable', detail, { headers: { Connection: 'close' } });
  // For the log alone: who calls has not shown yet who they are.
  problem.cause = error;
  return problem;
}

/** The connection ends with the answer: otherwise the rest of the body would be read, to get to the next request. */
const invalid = (detail: string): Problem =>
  new Problem('worker-token-invalid', detail, {
    headers: { 'WWW-Authenticate': 'Bearer realm="La Factoria"', Connection: 'close' },
  });

function headersWithoutToken({ headers }: Request): DeliveredRequest['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
}
