import { type JobContext } from '../job-context.ts';
import type { Job } from '../job.ts';
import type { LedgerEntry } from '../ledger.ts';
import type { JobStore } from '../ports/job-store.ts';
import { type Recipe, runJob } from '../run-job.ts';
import { buildNewJob, type TestRequest } from './build-new-job.ts';
import { eachOpened } from './each-opened.ts';
import { openMemoryStore } from './open-memory-store.ts';

export const completed = { status: 'completed' } as const;
export const never = () => new Promise<never>(() => {});

/** A stored job, and a way to run it by hand. Its lease is nine seconds long. */
async function openJobRun() {
  const memory = openMemoryStore();
  const { id } = (await memory.store.create(buildNewJob({ input: 'The sea.' }))).job;
  const stopping = new AbortController();
  const errors: { error: unknown; step: string | undefined }[] = [];

  /** Delays between the runs of a step are half of what they may be at most. */
  function run(
    recipe: Recipe<TestRequest>,
    { worker = 'worker-1', store = memory.store }: { worker?: string; store?: JobStore<TestRequest> } = {},
  ) {
    const onError = (error: unknown, _: string, step?: string) => void errors.push({ error, step });
    const dependencies = {
      ...{ store, recipe, clock: memory.clock, worker, leaseSeconds: 9, onError, random: () => 0.5 },
    };
    return runJob(dependencies, id, stopping.signal);
  }

  async function stored(): Promise<Job<TestRequest>> {
    const job = await memory.store.get(id);
    if (!job) throw new Error('The job is gone.');
    return job;
  }

  const ledger = (): Promise<LedgerEntry[]> => memory.store.ledger(id);

  /** A recipe that stays in its only step, deaf to every signal; says when it is there. */
  function stuckRecipe() {
    const begun = Promise.withResolvers<JobContext<TestRequest>>();
    const recipe: Recipe<TestRequest> = async (context) => {
      await context.step('stuck', () => {
        begun.resolve(context);
        return never();
      });
      return completed;
    };
    return { recipe, begun: begun.promise };
  }

  return { memory, id, stopping, errors, run, stored, ledger, stuckRecipe };
}

export type JobRun = Awaited<ReturnType<typeof openJobRun>>;

/** A job to run for each test of the surrounding block. */
export const eachJobRun = (): (() => JobRun) => eachOpened(openJobRun, ({ memory }) => memory.close());
