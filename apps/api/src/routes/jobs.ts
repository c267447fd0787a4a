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
import { Router } from 'express';
import { z } from 'zod';

import { allowOnly } from '../http/allow-methods.ts';
import { ownerOf } from '../http/authenticate.ts';
import { parameter, readJsonBody, validate } from '../http/json-body.ts';
import { Problem } from '../http/problem.ts';
import { jobBodySchema, type ProductionRequest } from '../job-request.ts';
import { type JobView } from '../job-view.ts';
import { orderJob } from '../order-job.ts';
import { ownedJob } from '../owned-job.ts';

export interface JobRoutesDependencies {
  store: JobStore<ProductionRequest>;
  submission: JobSubmission<ProductionRequest>;
  audioStore: AudioStore;
  voice: Pick<Voice, 'languages'>;
  view: (job: Job<ProductionRequest>) => Promise<JobView>;
}

const querySchema = z.strictObject({
  status: z.enum(jobStatuses).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number from 1 to 100')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 100, 'must be a whole number from 1 to 100')
    .default(20),
  cursor: z.string().max(200).optional(),
});

export function jobRoutes({ store, submission, audioStore, voice, view }: JobRoutesDependencies): Router {
  const router = Router();

  router
    .route('/')
    .post(readJsonBody, async (request, response) => {
      const body = validate(jobBodySchema, request.body);
      const order = orderJob(body, {
        owner: ownerOf(response),
        idempotencyKey: idempotencyKey(request.get('Idempotency-Key')),
        voice,
      });
      // A long text has taken its time: others have their turn before it is stored.
      await nextTurn();
      const { job } = await createJob(submission, order);
      const shown = await view(job);
      response.status(201).location(`/api/v1/jobs/${job.id}`).json(shown);
    })
    .get(async (request, response) => {
      const { status, limit, cursor } = validate(querySchema, request.query);
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
      response.json(await view(await ownedJob(store, parameter(request, 'id'), ownerOf(response))));
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

function idempotencyKey(header: string | undefined): string | undefined {
  if (header !== undefined && !/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw new Problem('bad-request', 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
  }
  return header;
}
