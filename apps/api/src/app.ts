import type { AudioStore, Voice } from '@la-factoria/audio';
import type { Job, JobStore, JobSubmission } from '@la-factoria/job';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';

import { answerProblem } from './http/answer-problem.ts';
import { authenticate } from './http/authenticate.ts';
import { logRequests } from './http/log-requests.ts';
import { Problem } from './http/problem.ts';
import { assignRequestId } from './http/request-id.ts';
import type { ProductionRequest } from './job-request.ts';
import { viewJob } from './job-view.ts';
import type { FindOwner } from './keys.ts';
import { audioStep } from './production.ts';
import { audioRoutes } from './routes/audio.ts';
import { healthRoutes, type Probe } from './routes/health.ts';
import { jobEventRoutes } from './routes/job-events.ts';
import { jobRoutes } from './routes/jobs.ts';
import { materialRoutes } from './routes/materials.ts';
import { welcomeRoutes } from './routes/welcome.ts';

export interface AppDependencies {
  store: JobStore<ProductionRequest>;
  submission: JobSubmission<ProductionRequest>;
  audioStore: AudioStore;
  /** What the voices speak. */
  voice: Pick<Voice, 'languages'>;
  findOwner: FindOwner;
  /** What `/readyz` asks, by the name of the dependency. */
  probes: Record<string, Probe>;
  logger: Logger;
  /** Aborted when the server stops. */
  stopping: AbortSignal;
  /** How often a silent stream of events shows that it is alive. @default 15000 */
  heartbeatMilliseconds?: number;
}

/** The HTTP API, version 1. Express without I/O of its own: everything comes in as a dependency. */
export function createApp(dependencies: AppDependencies): Express {
  const { store, logger } = dependencies;
  const view = async (job: Job<ProductionRequest>) => viewJob(job, await audioSeconds(store, job));
  const shared = { ...dependencies, view };

  const app = express();
  app.disable('x-powered-by');
  // Query strings are flat here: `?a[b]=c` is a field of that name, not an object.
  app.set('query parser', 'simple');
  app.use(assignRequestId, logRequests(logger), helmet());
  app.use(healthRoutes(dependencies.probes));
  app.use(welcomeRoutes());
  app.use('/api/v1', authenticate(dependencies.findOwner));
  for (const routes of [jobRoutes, jobEventRoutes, materialRoutes, audioRoutes])
    app.use('/api/v1/jobs', routes(shared));
  app.use((request) => {
    throw new Problem('not-found', `There is nothing at ${request.path.slice(0, 200)}.`);
  });
  app.use(answerProblem(logger));
  return app;
}

/** How long the finished podcast is; undefined while there is none. */
async function audioSeconds(
  store: JobStore<ProductionRequest>,
  job: Job<ProductionRequest>,
): Promise<number | undefined> {
  const isMade = job.steps.some(({ name, status }) => name === audioStep && status === 'completed');
  const result = isMade ? await store.stepResult(job.id, audioStep) : undefined;
  return result === undefined ? undefined : JSON.parse(result).durationSeconds;
}
