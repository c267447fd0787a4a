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

import { createApp } from '../app.ts';
import type { ProductionRequest } from '../job-request.ts';
import { createProduction } from '../production.ts';

/** The whole factory in this process, with a database in memory, a voice that hums and keys that name their owners: `key-of-ana`. */
export async function startFactory({
  writer = createExtractiveWriter(),
  cache = createCache({ store: createMemoryCacheStore({ maxBytes: 10_000_000 }) }),
  concurrency = 2,
  heartbeatMilliseconds = 15_000,
  wrapAudioStore = (store) => store,
}: {
  writer?: Writer;
  cache?: Cache;
  concurrency?: number;
  heartbeatMilliseconds?: number;
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
  const app = createApp({
    ...{ store, audioStore, voice, stopping: stopping.signal, logger: pino({ level: 'silent' }) },
    submission: { store, queue, clock, onQueueError: onError },
    heartbeatMilliseconds,
    findOwner: (key) => /^key-of-(\w+)$/.exec(key)?.[1],
    probes: {},
  });
  queue.start(jobs.deliver);
  await jobs.start();

  return {
    ...{ app, store, errors },
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
