import type { Firestore } from '@google-cloud/firestore';

import { JobError } from '../errors.ts';
import { assertCancellable, assertRetryable, isEnded, type Job } from '../job.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Claim, JobStore, Lease } from '../ports/job-store.ts';
import { createFirestoreCalls } from './firestore-calls.ts';
import { createFirestoreJobCreation } from './firestore-create-job.ts';
import { deleteFirestoreJob } from './firestore-delete-job.ts';
import { createIdempotencyKeys } from './firestore-idempotency.ts';
import { changeJob, type Decision, withLease, withStatus } from './firestore-job-changes.ts';
import type { HeldLease, JobDocument } from './firestore-job-document.ts';
import { assertHeld, isHeldBy, liveLease, newLease } from './firestore-job-leases.ts';
import { createFirestoreJobListeners } from './firestore-job-listeners.ts';
import { createFirestoreJobReads } from './firestore-job-reads.ts';
import { createFirestoreJobSteps } from './firestore-job-steps.ts';
import type { StepDocument } from './firestore-step-document.ts';
import { createTextStore, storedText } from './firestore-texts.ts';

export interface FirestoreJobStoreOptions {
  /** Whoever made it ends it, after the store's `close`. */
  firestore: Firestore;
  /** Takes what is too long for a document, such as `createFirestoreBlobStore`. */
  blobs: BlobStore;
  clock: Clock;
  /** Of the jobs. firestore.indexes.json names the default one. @default 'jobs' */
  collection?: string;
}

/**
 * Keeps jobs in Firestore: a document for a job, one below it for each step, and blobs for what is long. A document
 * stands about one write a second (https://firebase.google.com/docs/firestore/best-practices): steps write their own
 * documents, and a job's is written when its status changes and, while it runs, when its lease is renewed, three times
 * in the lease's time. The database needs the indexes of firestore.indexes.json, and its TTL policy for old keys to be
 * cleared away. An operation takes four seconds at most, and then throws `store-unavailable`.
 *
 * Leases are told by the workers' clocks: those must differ by much less than a lease is long. Long texts of a job that
 * never came to be, because its process died in between, stay in the blobs.
 */
export function createFirestoreJobStore<Request>(
  options: FirestoreJobStoreOptions,
): JobStore<Request> & { close(): void } {
  const { firestore, clock, collection = 'jobs' } = options;
  const calls = createFirestoreCalls(options);
  const texts = createTextStore(options.blobs);
  const reads = createFirestoreJobReads<Request>(firestore, collection, { calls, texts });
  const keys = createIdempotencyKeys(firestore, collection);
  const listeners = createFirestoreJobListeners(reads, clock);
  const parts = { calls, reads, texts, keys, clock };

  /** Changes a job for its owner, and answers it whole, as it then is. Throws `job-not-found`. */
  async function change(id: string, next: (document: JobDocument) => JobDocument): Promise<Job<Request>> {
    const decide = (before: JobDocument | undefined, steps: readonly StepDocument[]) => {
      if (!before) throw new JobError('job-not-found', `There is no job ${id}.`);
      const document = next(before);
      return { next: document, answer: { document, steps } };
    };
    const { document, steps } = await changeJob(parts, id, decide, { needsSteps: true });
    return reads.whole(document, steps);
  }

  /** Changes a job for the worker that holds it. Throws `lease-lost`. */
  async function changeHeld(lease: Lease, next: (document: JobDocument) => JobDocument): Promise<void> {
    const decide = (document: JobDocument | undefined) => {
      assertHeld(document, lease);
      return { next: next(document), answer: undefined };
    };
    await changeJob(parts, lease.jobId, decide, { needsSteps: false });
  }

  return {
    create: createFirestoreJobCreation(parts),
    get: reads.get,
    list: reads.list,
    delete: (id) => deleteFirestoreJob(firestore, parts, id),

    async input(id) {
      const [job] = await calls.call(() => firestore.getAll(reads.jobAt(id), { fieldMask: ['input'] }));
      const fields = job?.data();
      return fields && texts.read(storedText(fields, 'input'));
    },

    cancel: (id) =>
      change(id, (document) => {
        assertCancellable(document.status);
        return withStatus(document, 'cancelled', clock.now());
      }),

    retry: (id) =>
      change(id, (document) => {
        assertRetryable(document.status);
        return withStatus(document, 'pending', clock.now(), { attempt: document.attempt + 1 });
      }),

    async claim(id, worker, leaseSeconds) {
      const decide = (document: JobDocument | undefined, steps: readonly StepDocument[]) =>
        decideClaim(document, steps, newLease(worker, leaseSeconds, clock.now()));
      const settled = await changeJob(parts, id, decide, { needsSteps: true });
      if ('outcome' in settled) return settled;
      const { document, steps } = settled;
      const lease = { jobId: id, worker, token: document.leaseToken };
      return { outcome: 'claimed', lease, job: await reads.whole(document, steps) };
    },

    renew: (lease, seconds) =>
      changeHeld(lease, (document) => withLease(document, newLease(lease.worker, seconds, clock.now()))),

    release: (lease) => changeHeld(lease, (document) => withLease(document, null)),

    async holds(lease) {
      const holding = await reads.holding(lease.jobId);
      return holding !== undefined && isHeldBy(holding, lease);
    },

    finish: (lease, outcome) =>
      changeHeld(lease, (document) => {
        const error = outcome.status === 'completed' ? {} : { error: outcome.error };
        return withStatus(document, outcome.status, clock.now(), error);
      }),

    ...createFirestoreJobSteps(parts),
    progressSeconds: 1,
    ledger: reads.ledger,
    waiting: (limit) => reads.waiting(limit, clock.now()),
    createdBefore: reads.createdBefore,
    openCounts: reads.openCounts,
    subscribe: listeners.subscribe,
    close: listeners.close,
  };
}

/** A claim that succeeds gives the job with the lease; one that doesn't, why. */
type ClaimAnswer =
  Exclude<Claim<never>, { outcome: 'claimed' }> | { document: JobDocument; steps: readonly StepDocument[] };

function decideClaim(
  document: JobDocument | undefined,
  steps: readonly StepDocument[],
  lease: HeldLease,
): Decision<ClaimAnswer> {
  if (!document || isEnded(document.status)) return { answer: { outcome: 'nothing-to-do' } };
  const live = liveLease(document, lease.from);
  if (live) {
    const answer = { outcome: 'leased-elsewhere', until: live.until } as const;
    return live === document.lease ? { answer } : { next: withLease(document, live), answer };
  }
  const next =
    document.status === 'pending'
      ? withStatus(document, 'processing', lease.from, { lease })
      : withLease(document, lease, document.leaseToken + 1);
  return { next, answer: { document: next, steps } };
}
