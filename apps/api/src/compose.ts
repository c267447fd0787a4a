import type { CallUsage } from '@la-factoria/content';
import type { ThreadedWriter } from '@la-factoria/content/threaded-extractive-writer';
import {
  createSqliteJobStore,
  createSqliteTaskQueue,
  createWorker,
  giveUpJob,
  newLocalWorkerId,
  releaseDeadLeases,
  systemClock,
} from '@la-factoria/job';
import type { Express } from 'express';
import type { Logger } from 'pino';

import { createApp } from './app.ts';
import type { Configuration } from './config.ts';
import type { ProductionRequest } from './job-request.ts';
import { createOwnerFinder, type FirstKey } from './keys.ts';
import { createConfiguredAudioStore } from './configured-audio-store.ts';
import { createConfiguredCache } from './configured-cache.ts';
import { type ConfiguredWriter, createConfiguredWriter } from './configured-writer.ts';
import { createConfiguredVoice, speechMemory } from './configured-voice.ts';
import { openDataDirectory } from './open-data-directory.ts';
import { createProduction } from './production.ts';

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

/**
 * The composition root: the only place where adapters are constructed and one library is plugged into another.
 * @param threadedWriter the extractive writer if it was started before, undefined if the configuration names a model
 * @throws ConfigurationError for a setting that doesn't fit this machine
 */
export async function compose(
  configuration: Configuration,
  threadedWriter: ThreadedWriter | undefined,
  logger: Logger,
): Promise<Factory> {
  const { key, database, audioDirectory } = await openDataDirectory(configuration);
  const clock = systemClock;
  const worker = newLocalWorkerId();
  const store = createSqliteJobStore<ProductionRequest>({ database, clock });
  const onError = (error: unknown, jobId: string, step?: string) =>
    logger.error({ jobId, step, err: error }, 'a job met an error');
  const concurrency =
    configuration.jobConcurrency ?? (threadedWriter ? jobsAtOnce.extractive : jobsAtOnce.model);
  const queue = createSqliteTaskQueue({
    ...{ database, clock, worker, leaseSeconds, concurrency, onError },
    onGivenUp: (jobId) => giveUpJob({ store, clock, worker }, jobId),
  });

  const voice = await createConfiguredVoice(configuration.voice);
  const audioStore = await createConfiguredAudioStore(configuration.audioStore, audioDirectory);
  const cache = await createConfiguredCache(configuration.cache, logger);
  const rememberSpeech = speechMemory(configuration.voice, cache);
  const writer: ConfiguredWriter =
    threadedWriter ?? (await createConfiguredWriter(configuration.writer, { cache }));
  const onModelCall = (usage: CallUsage, jobId: string) =>
    logger.info({ jobId, ...usage }, 'a model was called');
  const recipe = createProduction({ writer, cache, voice, rememberSpeech, audioStore, onModelCall });
  const jobs = createWorker({ store, queue, recipe, clock, worker, leaseSeconds, onError });

  const stopping = new AbortController();
  const app = createApp({
    ...{ store, audioStore, voice, logger, findOwner: createOwnerFinder(key.key), stopping: stopping.signal },
    submission: { store, queue, clock, onQueueError: onError },
    probes: {
      jobStore: async () => {
        await store.waiting(1);
        return 'up';
      },
      cache: async () => (cache.health().isAvailable ? 'up' : 'degraded'),
    },
  });
  return {
    ...{ app, key },
    async start() {
      await releaseDeadLeases(database, worker);
      queue.start(jobs.deliver);
      await jobs.start();
    },
    async stop() {
      stopping.abort();
      const drained = queue.stop();
      await jobs.stop(stopGraceSeconds);
      await drained;
      await Promise.all([voice.close(), writer.close(), cache.close()]);
      store.close();
      database.close();
    },
  };
}
