import type { TaskQueue } from '../ports/task-queue.ts';
import type { Recipe } from '../run-job.ts';
import { createWorker, type WorkerDependencies } from '../worker.ts';
import { buildNewJob, type TestRequest } from './build-new-job.ts';
import { eachOpened } from './each-opened.ts';
import { openMemoryStore } from './open-memory-store.ts';

const completed = { status: 'completed' } as const;

/** A store, a queue that only records, and workers by them. Their leases are nine seconds long. */
function openWorker() {
  const memory = openMemoryStore();
  const enqueued: string[] = [];
  const occasions: string[] = [];
  const errors: unknown[] = [];
  const recording: TaskQueue = {
    async enqueue(jobId, { occasion }) {
      enqueued.push(jobId);
      occasions.push(occasion);
    },
  };

  function worker(recipe: Recipe<TestRequest>, options: Partial<WorkerDependencies<TestRequest>> = {}) {
    return createWorker<TestRequest>({
      ...{ store: memory.store, queue: recording, recipe, clock: memory.clock },
      ...{ worker: 'worker-1', leaseSeconds: 9, onError: (error) => void errors.push(error) },
      ...options,
    });
  }

  const storedJob = async () => (await memory.store.create(buildNewJob())).job.id;

  /** A recipe that ends when it is told to, says when it has begun, and counts its runs. */
  function heldRecipe() {
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    let runs = 0;
    const recipe: Recipe<TestRequest> = async () => {
      runs += 1;
      begun.resolve();
      await end.promise;
      return completed;
    };
    return { recipe, begun: begun.promise, end: end.resolve, runs: () => runs };
  }

  return { memory, enqueued, occasions, errors, worker, storedJob, heldRecipe };
}

/** What `openWorker` opens, for each test of the surrounding block. */
export const eachWorker = (): (() => ReturnType<typeof openWorker>) =>
  eachOpened(openWorker, ({ memory }) => memory.close());
