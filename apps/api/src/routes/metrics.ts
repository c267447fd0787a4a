import { Router } from 'express';

import { allowOnly } from '../http/allow-methods.ts';
import type { Metrics } from '../observability/metrics.ts';

/** Metrics, as Prometheus reads them. Without a key: they hold no name, no text and no id. */
export function metricsRoutes(metrics: Pick<Metrics, 'contentType' | 'text'>): Router {
  const router = Router();
  router
    .route('/metrics')
    .get(async (_request, response) => {
      response.set('Content-Type', metrics.contentType).send(await metrics.text());
    })
    .all(allowOnly('GET'));
  return router;
}
