import type { Voice } from '@la-factoria/audio';
import { createJob, type Job, type JobStore, type JobSubmission } from '@la-factoria/job';
import { type Response, Router } from 'express';

import { endedJob } from '../ended-job.ts';
import { allowOnly } from '../http/allow-methods.ts';
import { ownerOf, requireJobScope } from '../http/authenticate.ts';
import { noteJob } from '../observability/watch-requests.ts';
import { Problem } from '../http/problem.ts';
import type { ProductionRequest } from '../job-request.ts';
import type { JobView } from '../job-view.ts';
import { orderJob } from '../order-job.ts';
import { readyMaterials } from '../ready-materials.ts';
import { type Intake, takeOrder } from '../take-order.ts';
import { idempotencyKeyOf } from './jobs.ts';

/** Longer sources take longer than anyone should hold a request open for. */
export const maxGenerateCharacters = 20_000;

export interface ContentRoutesDependencies {
  store: JobStore<ProductionRequest>;
  submission: JobSubmission<ProductionRequest>;
  voice: Pick<Voice, 'languages'>;
  intake: Intake;
  view: (job: Job<ProductionRequest>) => Promise<JobView>;
  /** How long `/content/generate` waits for a job. */
  generateSeconds: number;
  stopping: AbortSignal;
}

/** The materials at once: a job like any other, whose end the request waits for. */
export function contentRoutes(dependencies: ContentRoutesDependencies): Router {
  const { store, submission, voice, intake, view, generateSeconds, stopping } = dependencies;
  const router = Router();
  router.use(requireJobScope);
  router
    .route('/generate')
    .post(async (request, response) => {
      const idempotencyKey = idempotencyKeyOf(request);
      const given = await takeOrder(request, response, intake);
      const order = orderJob(given, { owner: ownerOf(response), idempotencyKey, voice });
      if (order.input.length > maxGenerateCharacters) throw tooLong(order.input.length);
      const { job } = await createJob(submission, order);
      noteJob(response, job.id);
      response.location(`/api/v1/jobs/${job.id}`);
      const limit = AbortSignal.timeout(generateSeconds * 1000);
      const ended = await endedJob(store, job.id, AbortSignal.any([limit, stopping, hangUpOf(response)]));
      if (!ended) throw notYet(job.id);
      const materials = await readyMaterials(store, ended);
      if (Object.keys(materials).length === 0) throw failed(ended);
      response.json({ job: await view(ended), materials });
    })
    .all(allowOnly('POST'));
  return router;
}

function hangUpOf(response: Response): AbortSignal {
  const hangUp = new AbortController();
  response.on('close', () => hangUp.abort());
  return hangUp.signal;
}

const tooLong = (characters: number) =>
  new Problem(
    'source-too-long',
    `The source has ${characters} characters, and at most ${maxGenerateCharacters} are made at once; create a job for it.`,
  );

const notYet = (id: string) =>
  new Problem('generation-timed-out', `Come back for job ${id}: /api/v1/jobs/${id}`);

function failed({ id, error, status }: Job<ProductionRequest>): Problem {
  const code = error?.isRetryable ? 'generation-unavailable' : 'generation-failed';
  return new Problem(code, `Job ${id} ended ${status}. ${error?.message ?? ''}`.trim());
}
