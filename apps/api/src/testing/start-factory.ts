import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type AudioStore, createFileAudioStore } from '@la-factoria/audio';
import { createFakeVoice } from '@la-factoria/audio/testing';
import { type Cache, createCache, createMemoryCacheStore } from '@la-factoria/cache';
import { createExtractiveWriter, type Writer } from '@la-factoria/content';
import {
  createSqliteJobStore,
  createSqliteTaskQueue,
  createWorker,
  giveUpJob,
  isEnded,
  newLocalWorkerId,
  openSqliteDatabase,
  systemClock,
} from '@la-factoria/job';
import pino from 'pino';

import { type AppDependencies, createApp } from '../app.ts';
import type { ProductionRequest } from '../job-request.ts';
import { createProduction } from '../production.ts';
import { createJobEstimate } from '../estimate-job.ts';
import { scopes } from '../keys/api-key.ts';
import { createSqliteKeyStore } from '../keys/sqlite-key-store.ts';
import { createKnownAddresses } from '../limits/known-addresses.ts';
import { createMemoryRateLimiter } from '../limits/memory-rate-limiter.ts';
import { createPlaces } from '../limits/places.ts';
import { createMetrics } from '../observability/metrics.ts';
import { noTracing } from '../observability/tracing.ts';
import type { DocumentReader } from '../ports/document-reader.ts';

/** Takes whatever it is given for a text. */
const plainTexts: DocumentReader = {
  read: async ({ bytes }) => ({ text: Buffer.from(bytes).toString() }),
};

const unreachable = {
  fetchDocument: () => Promise.reject(new Error('This factory fetches nothing.')),
};

/** The whole factory in this process, with a database in memory, a voice that hums and keys that name their owners: `key-of-ana`. */
export async function startFactory({
  writer = createExtractiveWriter(),
  cache = createCache({ store: createMemoryCacheStore({ maxBytes: 10_000_000 }) }),
  concurrency = 2,
  heartbeatMilliseconds = 15_000,
  points = 100_000,
  maxStreams = 100,
  generateSeconds = 30,
  wrapAudioStore = (store) => store,
}: {
  writer?: Writer;
  cache?: Cache;
  concurrency?: number;
  heartbeatMilliseconds?: number;
  /** Of each key, in a minute. */
  points?: number;
  maxStreams?: number;
  generateSeconds?: number;
  wrapAudioStore?: (store: AudioStore) => AudioStore;
} = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'factoria-api-'));
  const clock = systemClock;
  const worker = newLocalWorkerId();
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const database = openSqliteDatabase(':memory:');
  const store = createSqliteJobStore<ProductionRequest>({ database, clock });
  const queue = createSqliteTaskQueue({
    ...{ database, clock, worker, concurrency, onError },
    onGivenUp: (jobId) => giveUpJob({ store, clock, worker }, jobId),
  });
  const voice = createFakeVoice();
  const audioStore = wrapAudioStore(createFileAudioStore({ directory }));
  const recipe = createProduction({ writer, cache, voice, audioStore });
  const jobs = createWorker({ store, queue, recipe, clock, worker, leaseSeconds: 10, onError });
  const stopping = new AbortController();
  const now = () => clock.now();
  const dependencies: AppDependencies = {
    ...{ store, audioStore, voice, stopping: stopping.signal, logger: pino({ level: 'silent' }) },
    ...{ now, tracing: noTracing, metrics: createMetrics({ countJobs: () => store.openCounts(), now }) },
    submission: { store, queue, clock, onQueueError: onError },
    authentication: {
      findHolder: async (key) => {
        const owner = /^key-of-(\w+)$/.exec(key)?.[1];
        return owner === undefined ? undefined : { keyId: key, owner, scopes };
      },
      failures: createMemoryRateLimiter({ name: 'address', points: 1000, windowSeconds: 60 }),
      known: createKnownAddresses(),
    },
    rate: createMemoryRateLimiter({ name: 'key', points, windowSeconds: 60 }),
    streams: createPlaces(maxStreams),
    keys: await createSqliteKeyStore(database),
    intake: {
      places: createPlaces(8),
      documents: plainTexts,
      outbound: unreachable,
      fetchesUrls: false,
      sendsWebhooks: false,
    },
    estimate: createJobEstimate({ writer: {}, voice }),
    ...{ generateSeconds, heartbeatMilliseconds, probes: {} },
    ...{ webhookSecret: undefined, workerRoutes: undefined },
  };
  const app = createApp(dependencies);
  queue.start(jobs.deliver);
  await jobs.start();

  return {
    ...{ app, store, errors, dependencies },
    /** Resolves when the job has come to an end. */
    ended(id: string): Promise<void> {
      return new Promise((resolve, reject) => {
        const look = () =>
          void store.get(id).then((job) => {
            if (!job || !isEnded(job.status)) return;
            unsubscribe();
            resolve();
          }, reject);
        const unsubscribe = store.subscribe(id, look);
        look();
      });
    },
    async stop() {
      stopping.abort();
      const drained = queue.stop();
      await jobs.stop(5);
      await drained;
      store.close();
      database.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
