import type { Voice } from '@la-factoria/audio';
import { Router } from 'express';

import type { EstimateJob } from '../estimate-job.ts';
import { allowOnly } from '../http/allow-methods.ts';
import { ownerOf, requireJobScope } from '../http/authenticate.ts';
import { orderJob } from '../order-job.ts';
import { type Intake, takeOrder } from '../take-order.ts';

export interface EstimateRoutesDependencies {
  voice: Pick<Voice, 'languages'>;
  intake: Intake;
  estimate: EstimateJob;
}

/** What the body of `POST /jobs` would use and cost, before anything is spent. */
export function estimateRoutes({ voice, intake, estimate }: EstimateRoutesDependencies): Router {
  const router = Router();
  router.use(requireJobScope);
  router
    .route('/')
    .post(async (request, response) => {
      const given = await takeOrder(request, response, intake);
      const order = orderJob(given, { owner: ownerOf(response), idempotencyKey: undefined, voice });
      response.json(await estimate(order));
    })
    .all(allowOnly('POST'));
  return router;
}
