import {
  type Clock,
  createSqliteJobStore,
  createSqliteTaskQueue,
  type DeliverTask,
  type EmbeddedTaskQueue,
  type JobStore,
  releaseDeadLeases,
  type SqliteDatabase,
  type TaskQueue,
} from '@la-factoria/job';
import type { CloudTasksQueue, DeliveredRequest, DeliveryAnswer } from '@la-factoria/job/cloud-tasks';
import type { openFirestore } from '@la-factoria/job/firestore';

import type { ProductionRequest } from '../job-request.ts';
import { createFirestoreKeyStore } from '../keys/firestore-key-store.ts';
import { createSqliteKeyStore } from '../keys/sqlite-key-store.ts';
import type { KeyStore } from '../ports/key-store.ts';
import type { JobStoreConfiguration } from '../settings/job-store-settings.ts';
import type { CloudTasksConfiguration, TaskQueueConfiguration } from '../settings/task-queue-settings.ts';

export type OpenFirestore = typeof openFirestore;

/** How long a key that was found in Firestore is taken for valid without asking again, in seconds. */
const rememberKeysSeconds = 15;

export interface ConfiguredStore {
  store: JobStore<ProductionRequest>;
  keys: KeyStore;
  /** See `KeyRingOptions`. */
  rememberKeysSeconds: number;
  close(): Promise<void>;
}

/** Where jobs and keys are kept. Only who asks for Firestore pays for loading its library. */
export async function createConfiguredStore(
  configuration: JobStoreConfiguration,
  dependencies: { database: SqliteDatabase; clock: Clock; openFirestore?: OpenFirestore | undefined },
): Promise<ConfiguredStore> {
  const { database, clock } = dependencies;
  if (configuration.kind === 'sqlite') {
    const store = createSqliteJobStore<ProductionRequest>({ database, clock });
    const keys = await createSqliteKeyStore(database);
    return { store, keys, rememberKeysSeconds: 0, close: async () => store.close() };
  }
  const library = await import('@la-factoria/job/firestore');
  const open = dependencies.openFirestore ?? library.openFirestore;
  const firestore = await open(configuration.options);
  const blobs = library.createFirestoreBlobStore({ firestore, clock });
  const store = library.createFirestoreJobStore<ProductionRequest>({ firestore, blobs, clock });
  return {
    ...{ store, keys: createFirestoreKeyStore(firestore), rememberKeysSeconds },
    async close() {
      store.close();
      await firestore.terminate();
    },
  };
}

export interface ConfiguredQueue {
  queue: TaskQueue;
  /** Begins to deliver. */
  start(): Promise<void>;
  /** What the worker's route does with a request; none where the queue delivers by itself. */
  delivery: ((request: DeliveredRequest) => Promise<DeliveryAnswer>) | undefined;
  /** Takes no more; resolves once what runs has been answered. */
  stop(): Promise<void>;
}

export interface QueueDependencies {
  database: SqliteDatabase;
  clock: Clock;
  worker: string;
  leaseSeconds: number;
  concurrency: number;
  /** Runs a job. Called once `start` was. */
  deliver: DeliverTask;
  onGivenUp: DeliverTask;
  onError: (error: unknown, jobId: string) => void;
}

/** Who brings jobs to this process. */
export async function createConfiguredQueue(
  configuration: TaskQueueConfiguration,
  dependencies: QueueDependencies,
): Promise<ConfiguredQueue> {
  return configuration.kind === 'embedded' ? embedded(dependencies) : cloudTasks(configuration, dependencies);
}

function embedded(dependencies: QueueDependencies): ConfiguredQueue {
  const { database, clock, worker, leaseSeconds, concurrency, deliver, onGivenUp, onError } = dependencies;
  const queue: EmbeddedTaskQueue = createSqliteTaskQueue({
    ...{ database, clock, worker, leaseSeconds, concurrency, onError, onGivenUp },
  });
  return {
    ...{ queue, delivery: undefined },
    async start() {
      await releaseDeadLeases(database, worker);
      queue.start(deliver);
    },
    stop: () => queue.stop(),
  };
}

async function cloudTasks(
  { project, location, queue: name, workerUrl, serviceAccountEmail, emulatorHost }: CloudTasksConfiguration,
  { clock, deliver, onGivenUp, onError }: QueueDependencies,
): Promise<ConfiguredQueue> {
  const library = await import('@la-factoria/job/cloud-tasks');
  const queue: CloudTasksQueue = library.createCloudTasksQueue({
    ...{ project, location, queue: name, workerUrl, serviceAccountEmail, clock },
    ...(emulatorHost !== undefined && { emulatorHost }),
  });
  return {
    queue,
    delivery: library.createCloudTasksDelivery({ deliver, onGivenUp, onError }),
    start: async () => {},
    stop: () => queue.close(),
  };
}
