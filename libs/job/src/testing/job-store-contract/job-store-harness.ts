import type { Job } from '../../job.ts';
import type { Claim, JobOutcome, JobStore, Lease } from '../../ports/job-store.ts';
import { buildNewJob, type TestRequest } from '../build-new-job.ts';
import { eachOpened } from '../each-opened.ts';

/** An empty store under test. */
export interface JobStoreHarness {
  store: JobStore<TestRequest>;
  /** Another connection to the same data, as another process has it. The same store if there can be only one. */
  other: JobStore<TestRequest>;
  /** Moves the clock of both. */
  passSeconds(seconds: number): void | Promise<void>;
  /** Sets the clock of both on or back without time passing. */
  stepClock(seconds: number): void | Promise<void>;
  close(): void | Promise<void>;
}

export type MakeJobStore = () => JobStoreHarness | Promise<JobStoreHarness>;

/** Makes a store for each test of the surrounding block. */
export function eachWithItsOwn(makeStore: MakeJobStore): () => JobStoreHarness {
  return eachOpened(makeStore, (harness) => harness.close());
}

/** For steps and outcomes that fail. */
export const quotaExceeded = {
  code: 'quota-exceeded',
  message: 'No calls are left today.',
  isRetryable: true,
};

export async function storedJob(
  store: JobStore<TestRequest>,
  overrides: Parameters<typeof buildNewJob>[0] = {},
): Promise<Job<TestRequest>> {
  return (await store.create(buildNewJob(overrides))).job;
}

/** Narrows a claim that has to succeed. */
export function leaseOf(claim: Claim<TestRequest>): Lease {
  if (claim.outcome !== 'claimed') throw new Error(`The claim came to ${claim.outcome}.`);
  return claim.lease;
}

/** A stored job and the lease that `worker` took on it, for ten seconds. */
export async function claimedJob(
  store: JobStore<TestRequest>,
  worker = 'worker-1',
): Promise<{ id: string; lease: Lease }> {
  const { id } = await storedJob(store);
  return { id, lease: leaseOf(await store.claim(id, worker, 10)) };
}

export async function endedJob(store: JobStore<TestRequest>, outcome: JobOutcome): Promise<string> {
  const { id, lease } = await claimedJob(store);
  await store.finish(lease, outcome);
  return id;
}
