import { Router } from 'express';

import { allowOnly } from '../http/allow-methods.ts';
import { ownerOf, requireJobScope } from '../http/authenticate.ts';
import { Problem } from '../http/problem.ts';
import { webhookSecretOf } from '../outbound/webhook-signature.ts';

/** What an owner checks the signatures of webhooks with. No other owner has the same. */
export function webhookSecretRoutes({ webhookSecret }: { webhookSecret: string | undefined }): Router {
  const router = Router();
  router.use(requireJobScope);
  router
    .route('/')
    .get((_request, response) => {
      if (webhookSecret === undefined) throw new Problem('not-found', 'This server sends no webhooks.');
      response
        .set('Cache-Control', 'no-store')
        .json({ secret: webhookSecretOf(webhookSecret, ownerOf(response)) });
    })
    .all(allowOnly('GET'));
  return router;
}
