import type { CallUsage } from '@la-factoria/content';
import type { ThreadedWriter } from '@la-factoria/content/threaded-extractive-writer';
import { createWorker, giveUpJob, newLocalWorkerId, systemClock } from '@la-factoria/job';
import type { Express } from 'express';
import type { Logger } from 'pino';

import { announceEnds } from './announce-end.ts';
import { createApp, viewOf } from './app.ts';
import type { Configuration } from './config.ts';
import { createConfiguredAudioStore } from './configured/configured-audio-store.ts';
import { createConfiguredCache } from './configured/configured-cache.ts';
import { createConfiguredIntake } from './configured/configured-intake.ts';
import {
  createConfiguredQueue,
  createConfiguredStore,
  type OpenFirestore,
} from './configured/configured-jobs.ts';
import { createConfiguredLimits } from './configured/configured-limits.ts';
import { createConfiguredVoice, speechMemory } from './configured/configured-voice.ts';
import { createConfiguredWorkerRoutes } from './configured/configured-worker-routes.ts';
import { type ConfiguredWriter, createConfiguredWriter } from './configured/configured-writer.ts';
import { createJobEstimate } from './estimate-job.ts';
import type { FirstKey } from './keys/first-key.ts';
import { createKeyRing } from './keys/key-ring.ts';
import { createMetrics } from './observability/metrics.ts';
import { observeRecipe } from './observability/observe-recipe.ts';
import { noTracing, startTracing } from './observability/tracing.ts';
import { openDataDirectory } from './open-data-directory.ts';
import { createProbes } from './probes.ts';
import { createProduction } from './production.ts';
import { startRetention } from './purge-old-jobs.ts';

/** Short, so that another process takes over within ten seconds when this one freezes or its machine is gone. */
const leaseSeconds = 8;
/** Time for running jobs to finish when the server stops, in seconds: with the release, less than ten in all. */
const stopGraceSeconds = 5;
/** A model is waited for, the extractive writer computes on this machine. */
const jobsAtOnce = { extractive: 2, model: 20 };

export interface Factory {
  app: Express;
  key: FirstKey;
  start(): Promise<void>;
  /** Ends streams, finishes or releases what runs, closes what is open. */
  stop(): Promise<void>;
}

/** What a test may bring along in place of a cloud's own. */
export interface CloudServices {
  openFirestore?: OpenFirestore;
}

/**
 * The composition root: the only place where adapters are constructed and one library is plugged into another.
 * @param threadedWriter the extractive writer if it was started before, undefined if the configuration names a model
 * @throws ConfigurationError for a setting that doesn't fit this machine
 */
export async function compose(
  configuration: Configuration,
  threadedWriter: ThreadedWriter | undefined,
  logger: Logger,
  { openFirestore }: CloudServices = {},
): Promise<Factory> {
  const { limits: limitSettings, operation } = configuration;
  const { webhookSecret } = operation;
  const clock = systemClock;
  const now = () => clock.now();
  const worker = newLocalWorkerId();
  const stopping = new AbortController();
  const onError = (error: unknown, jobId: string, step?: string) =>
    logger.error({ jobId, step, err: error }, 'a job met an error');

  const { key, database, audioDirectory } = await openDataDirectory(configuration);
  const jobStore = await createConfiguredStore(configuration.jobStore, { database, clock, openFirestore });
  const { store, keys, rememberKeysSeconds: rememberSeconds } = jobStore;
  const metrics = createMetrics({ countJobs: () => store.openCounts(), now });
  const tracing =
    operation.tracesEndpoint === undefined ? noTracing : await startTracing(operation.tracesEndpoint);
  const limits = await createConfiguredLimits(limitSettings);
  const intake = createConfiguredIntake(operation);
  const voice = await createConfiguredVoice(configuration.voice);
  const audioStore = await createConfiguredAudioStore(configuration.audioStore, audioDirectory);
  const cache = await createConfiguredCache(configuration.cache, logger, metrics.cacheEvent);
  const writer: ConfiguredWriter =
    threadedWriter ?? (await createConfiguredWriter(configuration.writer, { cache }));

  const recipe = createProduction({
    ...{ writer, cache, voice, rememberSpeech: speechMemory(configuration.voice, cache), audioStore },
    onModelCall(usage: CallUsage, jobId: string) {
      metrics.modelCalled(usage);
      logger.info({ jobId, ...usage }, 'a model was called');
    },
    onSpoken: (characters) => metrics.spoken(configuration.voice.kind, characters),
  });
  const announcement = {
    ...{ store, view: viewOf(store), outbound: intake.outbound, secret: webhookSecret, now },
    onEnded: metrics.jobEnded,
    onSent(outcome: 'ok' | 'failed', jobId: string, problem?: unknown) {
      metrics.webhook(outcome);
      if (outcome === 'failed') logger.warn({ jobId, err: problem }, 'a webhook was not taken');
    },
  };
  const concurrency =
    configuration.jobConcurrency ?? (threadedWriter ? jobsAtOnce.extractive : jobsAtOnce.model);
  const queue = await createConfiguredQueue(configuration.taskQueue, {
    ...{ database, clock, worker, leaseSeconds, concurrency, onError },
    deliver: announceEnds((jobId) => jobs.deliver(jobId), announcement),
    onGivenUp: announceEnds((jobId) => giveUpJob({ store, clock, worker }, jobId), announcement),
  });
  const jobs = createWorker({
    ...{ store, queue: queue.queue, recipe: observeRecipe(recipe, metrics, tracing), clock, worker },
    ...{ leaseSeconds, onError, concurrency },
  });

  const onKeyError = (error: unknown) => logger.warn({ err: error }, 'the use of a key was not noted');
  const app = createApp({
    ...{ store, audioStore, voice, logger, metrics, tracing, keys, now, webhookSecret, intake },
    ...{ stopping: stopping.signal, rate: limits.rate, streams: limits.streams },
    authentication: {
      ...{ failures: limits.failures, known: limits.known },
      findHolder: createKeyRing({
        store: keys,
        firstKey: key.key,
        now,
        onError: onKeyError,
        rememberSeconds,
      }),
    },
    submission: { store, queue: queue.queue, clock, onQueueError: onError },
    estimate: createJobEstimate({ writer, voice }),
    generateSeconds: limitSettings.generateSeconds,
    probes: createProbes({ store, cache, audioStore, limits }),
    workerRoutes: operation.runsJobs
      ? createConfiguredWorkerRoutes(configuration.taskQueue, queue.delivery)
      : undefined,
    ...{ trustedProxies: operation.trustedProxies, corsOrigins: operation.corsOrigins },
  });

  return {
    ...{ app, key },
    async start() {
      if (operation.retentionDays !== undefined) {
        startRetention(
          {
            ...{ store, audioStore, clock, retentionDays: operation.retentionDays },
            onPurged: (purged) => logger.info({ jobs: purged }, 'old jobs were purged'),
            onError: (error) => logger.error({ err: error }, 'old jobs could not be purged'),
          },
          stopping.signal,
        );
      }
      if (!operation.runsJobs) return;
      await queue.start();
      await jobs.start();
    },
    async stop() {
      stopping.abort();
      const drained = queue.stop();
      await jobs.stop(stopGraceSeconds);
      await drained;
      await Promise.all([voice.close(), writer.close(), cache.close(), limits.close(), intake.close()]);
      await jobStore.close();
      database.close();
      await tracing.close();
    },
  };
}
