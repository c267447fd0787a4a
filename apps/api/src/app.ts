import type { AudioStore } from '@la-factoria/audio';
import type { Job, JobStore } from '@la-factoria/job';
import express, { type Express, type RequestHandler, Router } from 'express';
import type { Logger } from 'pino';

import { allowOrigins } from './http/allow-origins.ts';
import { answerProblem } from './http/answer-problem.ts';
import { authenticate, type AuthenticationDependencies } from './http/authenticate.ts';
import { Problem } from './http/problem.ts';
import { limitRate } from './http/rate-limit.ts';
import { assignRequestId } from './http/request-id.ts';
import { dataSecurity, securityHeaders } from './http/security-headers.ts';
import type { ProductionRequest } from './job-request.ts';
import { type JobView, viewJob } from './job-view.ts';
import type { Metrics } from './observability/metrics.ts';
import type { Tracing } from './observability/tracing.ts';
import { watchRequests } from './observability/watch-requests.ts';
import type { RateLimiter } from './ports/rate-limiter.ts';
import { audioStep } from './production.ts';
import { audioRoutes } from './routes/audio.ts';
import { contentRoutes, type ContentRoutesDependencies } from './routes/content.ts';
import { docsRoutes } from './routes/docs.ts';
import { estimateRoutes, type EstimateRoutesDependencies } from './routes/estimates.ts';
import { healthRoutes, type Probe } from './routes/health.ts';
import { jobEventRoutes, type JobEventsDependencies } from './routes/job-events.ts';
import { jobRoutes, type JobRoutesDependencies } from './routes/jobs.ts';
import { keyRoutes, type KeyRoutesDependencies } from './routes/keys.ts';
import { materialRoutes } from './routes/materials.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { webhookSecretRoutes } from './routes/webhook-secret.ts';
import { welcomeRoutes } from './routes/welcome.ts';

export interface AppDependencies
  extends
    Omit<JobRoutesDependencies, 'view'>,
    Omit<JobEventsDependencies, 'view' | 'store'>,
    Omit<ContentRoutesDependencies, 'view'>,
    EstimateRoutesDependencies,
    KeyRoutesDependencies {
  audioStore: AudioStore;
  authentication: AuthenticationDependencies;
  /** What keys may ask for. */
  rate: RateLimiter;
  /** What `/readyz` asks, by the name of the dependency. */
  probes: Record<string, Probe>;
  metrics: Metrics;
  tracing: Tracing;
  logger: Logger;
  /** What webhooks are signed with; undefined where there are none. */
  webhookSecret: string | undefined;
  /** Who Cloud Tasks delivers to; undefined where another queue does. */
  workerRoutes: Router | undefined;
  /** How many proxies stand in front whose word on the client's address counts. @default 0 */
  trustedProxies?: number;
  /** Whose pages may use the API from a browser. @default nobody's */
  corsOrigins?: readonly string[];
}

/** A router and where it stands. */
export interface Mount {
  path: string;
  router: Router;
}

/** The HTTP API, version 1. Express without I/O of its own: everything comes in as a dependency. */
export function createApp(dependencies: AppDependencies): Express {
  const { logger, metrics, tracing, trustedProxies = 0, corsOrigins = [] } = dependencies;
  const app = express();
  app.disable('x-powered-by');
  // Answers are seldom asked for twice, and hashing each costs more than it saves.
  app.disable('etag');
  app.set('trust proxy', trustedProxies);
  // Query strings are flat here: `?a[b]=c` is a field of that name, not an object.
  app.set('query parser', 'simple');
  app.use(assignRequestId, watchRequests({ logger, metrics, tracing }));
  const [forData, forPages] = [securityHeaders(dataSecurity), securityHeaders()];
  if (corsOrigins.length > 0) app.use(allowOrigins(corsOrigins));
  // One router for all of it, so that the path is looked at once.
  const keyed = Router();
  keyed.use(forData, ...guards(dependencies));
  for (const { path, router } of keyedMounts(dependencies)) keyed.use(path, router);
  app.use(keyedPath, keyed);
  app.use(forPages);
  for (const { path, router } of openMounts(dependencies)) app.use(path, router);
  app.use((request) => {
    throw new Problem('not-found', `There is nothing at ${request.path.slice(0, 200)}.`);
  });
  app.use(answerProblem(logger, metrics));
  return app;
}

/** What nobody needs a key for. */
export function openMounts({ probes, metrics, workerRoutes }: AppDependencies): Mount[] {
  const routers = [healthRoutes(probes), metricsRoutes(metrics), docsRoutes(), welcomeRoutes()];
  return [
    ...routers.map((router) => ({ path: '/', router })),
    ...(workerRoutes ? [{ path: '/internal/tasks', router: workerRoutes }] : []),
  ];
}

/** All that lets a request with a key pass. */
function guards({ authentication, rate }: AppDependencies): RequestHandler[] {
  return [authenticate(authentication), limitRate(rate)];
}

/** Where all that needs a key stands. */
export const keyedPath = '/api/v1';

/** What only who has a key gets to, below `keyedPath`. */
export function keyedMounts(dependencies: AppDependencies): Mount[] {
  const shared = { ...dependencies, view: viewOf(dependencies.store) };
  return [
    ...[jobRoutes, jobEventRoutes, materialRoutes, audioRoutes].map((routes) => ({
      path: '/jobs',
      router: routes(shared),
    })),
    { path: '/content', router: contentRoutes(shared) },
    { path: '/estimates', router: estimateRoutes(shared) },
    { path: '/keys', router: keyRoutes(shared) },
    { path: '/webhook-secret', router: webhookSecretRoutes(shared) },
  ];
}

/** A job as its owner sees it, with how long its podcast is. */
export function viewOf(
  store: JobStore<ProductionRequest>,
): (job: Job<ProductionRequest>) => Promise<JobView> {
  return async (job) => {
    const isMade = job.steps.some(({ name, status }) => name === audioStep && status === 'completed');
    const result = isMade ? await store.stepResult(job.id, audioStep) : undefined;
    return viewJob(job, result === undefined ? undefined : JSON.parse(result).durationSeconds);
  };
}
