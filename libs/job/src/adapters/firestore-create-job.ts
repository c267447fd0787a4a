import { randomUUID } from 'node:crypto';

import { JobError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobStore, NewJob } from '../ports/job-store.ts';
import type { FirestoreCalls } from './firestore-calls.ts';
import type { createIdempotencyKeys } from './firestore-idempotency.ts';
import { claimableOf, type JobDocument } from './firestore-job-document.ts';
import type { FirestoreJobReads } from './firestore-job-reads.ts';
import type { StepDocument } from './firestore-step-document.ts';
import type { StoredText, TextStore } from './firestore-texts.ts';

interface Created {
  isNew: boolean;
  document: JobDocument;
  steps: StepDocument[];
}

/** See `JobStore.create`. */
export function createFirestoreJobCreation<Request>({
  calls,
  reads,
  texts,
  keys,
  clock,
}: {
  calls: FirestoreCalls;
  reads: FirestoreJobReads<Request>;
  texts: TextStore;
  keys: ReturnType<typeof createIdempotencyKeys>;
  clock: Clock;
}): JobStore<Request>['create'] {
  /** One transaction; done again by the SDK, it knows its own document by the change id. */
  async function insert(job: NewJob<Request>, document: JobDocument, input: StoredText): Promise<Created> {
    const { idempotency } = job;
    const { idempotencyId, createdAt: now } = document;
    return calls.transaction(async (transaction) => {
      const own = await reads.jobIn(transaction, job.id);
      if (own?.changeId === document.changeId) return { isNew: true, document, steps: [] };
      if (idempotency && idempotencyId !== null) {
        const { bodyHash } = idempotency;
        const earlierId = await keys.jobOf(transaction, idempotencyId, bodyHash, now);
        const earlier = earlierId === undefined ? undefined : await reads.jobIn(transaction, earlierId);
        if (earlier) {
          return { isNew: false, document: earlier, steps: await reads.stepsIn(transaction, earlier.id) };
        }
        keys.take(transaction, idempotencyId, { jobId: job.id, bodyHash, now });
      }
      transaction.create(reads.jobAt(job.id), { ...document, input });
      return { isNew: true, document, steps: [] };
    });
  }

  return async (job) => {
    const { id, owner } = job;
    const now = clock.now();
    const [request, input] = await Promise.all([
      texts.store(id, JSON.stringify(job.request)),
      texts.store(id, job.input),
    ]);
    const removeTexts = () => Promise.all([texts.remove(request), texts.remove(input)]);
    const document: JobDocument = {
      ...{ id, owner, status: 'pending', request, attempt: 1, revision: 1 },
      ...{ createdAt: now, updatedAt: now, completedAt: null, error: null },
      ...{ leaseToken: 0, lease: null, claimable: claimableOf({ status: 'pending', lease: null }) },
      ...{ idempotencyId: keys.idOf(job), changeId: randomUUID() },
    };
    try {
      const { isNew, ...created } = await insert(job, document, input);
      if (!isNew) await removeTexts();
      return { job: await reads.whole(created.document, created.steps), isNew };
    } catch (error) {
      // In doubt they are kept: the commit may have come through, and its answer not.
      if (error instanceof JobError && error.code === 'idempotency-key-reused') await removeTexts();
      throw error;
    }
  };
}
