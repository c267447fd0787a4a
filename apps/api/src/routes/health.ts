import { Router } from 'express';

import { allowOnly } from '../http/allow-methods.ts';

/** Asks one dependency whether it works. Rejects if not; `degraded` if work goes on without it, slower or at more cost. */
export type Probe = () => Promise<'up' | 'degraded'>;

/** A dependency that takes longer than this to answer doesn't work. */
const probeMilliseconds = 2000;

/**
 * `/healthz` says that the process answers; `/readyz` asks each dependency: 200 `ready` or `degraded`, 503 `unavailable`.
 * Neither needs a key.
 */
export function healthRoutes(probes: Record<string, Probe>): Router {
  const router = Router();
  router
    .route('/healthz')
    .get((_request, response) => {
      response.json({ status: 'ok' });
    })
    .all(allowOnly('GET'));
  router
    .route('/readyz')
    .get(async (_request, response) => {
      const states = await Promise.all(
        Object.entries(probes).map(async ([name, probe]) => {
          return [name, await inTime(probe()).catch(() => 'down' as const)] as const;
        }),
      );
      const found = new Set(states.map(([, state]) => state));
      const status = found.has('down') ? 'unavailable' : found.has('degraded') ? 'degraded' : 'ready';
      response
        .status(status === 'unavailable' ? 503 : 200)
        .json({ status, dependencies: Object.fromEntries(states) });
    })
    .all(allowOnly('GET'));
  return router;
}

async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('No answer in time.')), probeMilliseconds);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
