import { setImmediate as nextTurn } from 'node:timers/promises';

import type { AudioStore, Voice } from '@la-factoria/audio';
import {
  createJob,
  type Job,
  type JobStore,
  jobStatuses,
  type JobSubmission,
  retryJob,
} from '@la-factoria/job';
import { type Request, Router } from 'express';
import { z } from 'zod';

import { allowOnly } from '../http/allow-methods.ts';
import { ownerOf, requireJobScope } from '../http/authenticate.ts';
import { parameter, validate } from '../http/json-body.ts';
import { noteJob } from '../observability/watch-requests.ts';
import { Problem } from '../http/problem.ts';
import { sendJson } from '../http/send-json.ts';
import type { ProductionRequest } from '../job-request.ts';
import { type JobView } from '../job-view.ts';
import { orderJob } from '../order-job.ts';
import { ownedJob } from '../owned-job.ts';
import { type Intake, takeOrder } from '../take-order.ts';

export interface JobRoutesDependencies {
  store: JobStore<ProductionRequest>;
  submission: JobSubmission<ProductionRequest>;
  audioStore: AudioStore;
  voice: Pick<Voice, 'languages'>;
  intake: Intake;
  view: (job: Job<ProductionRequest>) => Promise<JobView>;
}

/** From here on, in characters, a text takes long enough that others should have their turn. */
const longText = 64 * 1024;

export const jobListQuerySchema = z.strictObject({
  status: z.enum(jobStatuses).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number from 1 to 100')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 100, 'must be a whole number from 1 to 100')
    .default(20),
  cursor: z.string().max(200).optional(),
});

export function jobRoutes({
  store,
  submission,
  audioStore,
  voice,
  intake,
  view,
}: JobRoutesDependencies): Router {
  const router = Router();
  router.use(requireJobScope);

  router
    .route('/')
    .post(async (request, response) => {
      const idempotencyKey = idempotencyKeyOf(request);
      const given = await takeOrder(request, response, intake);
      const order = orderJob(given, { owner: ownerOf(response), idempotencyKey, voice });
      // A long text has taken its time: others have their turn before it is stored.
      if (order.input.length > longText) await nextTurn();
      const { job } = await createJob(submission, order);
      noteJob(response, job.id);
      response.setHeader('Location', `/api/v1/jobs/${job.id}`);
      sendJson(response, 201, await view(job));
    })
    .get(async (request, response) => {
      const { status, limit, cursor } = validate(jobListQuerySchema, request.query);
      const page = await store.list({
        ...{ owner: ownerOf(response), limit },
        ...(status !== undefined && { status }),
        ...(cursor !== undefined && { cursor }),
      });
      response.json({ jobs: await Promise.all(page.jobs.map(view)), nextCursor: page.nextCursor ?? null });
    })
    .all(allowOnly('GET', 'POST'));

  router
    .route('/:id')
    .get(async (request, response) => {
      const job = await ownedJob(store, parameter(request, 'id'), ownerOf(response));
      sendJson(response, 200, await view(job));
    })
    .delete(async (request, response) => {
      const { id } = await ownedJob(store, parameter(request, 'id'), ownerOf(response));
      await store.delete(id);
      await audioStore.delete(id);
      response.status(204).end();
    })
    .all(allowOnly('GET', 'DELETE'));

  router
    .route('/:id/cancel')
    .post(async (request, response) => {
      const { id } = await ownedJob(store, parameter(request, 'id'), ownerOf(response));
      response.json(await view(await store.cancel(id)));
    })
    .all(allowOnly('POST'));

  router
    .route('/:id/retry')
    .post(async (request, response) => {
      const { id } = await ownedJob(store, parameter(request, 'id'), ownerOf(response));
      response.status(202).json(await view(await retryJob(submission, id)));
    })
    .all(allowOnly('POST'));

  router
    .route('/:id/source')
    .get(async (request, response) => {
      const { id } = await ownedJob(store, parameter(request, 'id'), ownerOf(response));
      response.type('text/plain').send((await store.input(id)) ?? '');
    })
    .all(allowOnly('GET'));

  return router;
}

/** The header's value. Throws a Problem for one that is none. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const header = request.get('Idempotency-Key');
  if (header !== undefined && !/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw new Problem('bad-request', 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
  }
  return header;
}
