import { Router } from 'express';

import { allowOnly } from '../http/allow-methods.ts';

/** Asks one dependency whether it works. Rejects if not. */
export type Probe = () => Promise<unknown>;

/** `/healthz` says that the process answers; `/readyz` asks each dependency. Neither needs a key. */
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
          const isUp = await probe().then(
            () => true,
            () => false,
          );
          return [name, isUp ? 'up' : 'down'] as const;
        }),
      );
      const isReady = states.every(([, state]) => state === 'up');
      response
        .status(isReady ? 200 : 503)
        .json({ status: isReady ? 'ready' : 'unavailable', dependencies: Object.fromEntries(states) });
    })
    .all(allowOnly('GET'));
  return router;
}
