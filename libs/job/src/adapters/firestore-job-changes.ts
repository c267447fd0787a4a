import { randomUUID } from 'node:crypto';

import type { Failure } from '../failure.ts';
import { assertTransition, isEnded, type JobStatus } from '../job.ts';
import type { FirestoreCalls } from './firestore-calls.ts';
import { claimableOf, type HeldLease, type JobDocument } from './firestore-job-document.ts';
import type { FirestoreJobReads } from './firestore-job-reads.ts';
import type { StepDocument } from './firestore-step-document.ts';

/** What a transaction comes to, by what it has read. */
export interface Decision<Answer> {
  /** What the document is to hold. Nothing is written without. */
  next?: JobDocument;
  answer: Answer;
}

/**
 * Changes a job's document, but for its input, in a transaction. If the answer to a commit is lost and the SDK does it
 * again, the change is known by its id, and answered as it was decided then.
 */
export async function changeJob<Answer>(
  {
    calls,
    reads,
  }: { calls: FirestoreCalls; reads: Pick<FirestoreJobReads, 'jobAt' | 'jobIn' | 'withStepsIn'> },
  id: string,
  decide: (document: JobDocument | undefined, steps: readonly StepDocument[]) => Decision<Answer>,
  { needsSteps }: { needsSteps: boolean },
): Promise<Answer> {
  const changeId = randomUUID();
  let decided: Decision<Answer> | undefined;
  return calls.transaction(async (transaction) => {
    const { document, steps } = needsSteps
      ? await reads.withStepsIn(transaction, id)
      : { document: await reads.jobIn(transaction, id), steps: [] };
    if (decided && document?.changeId === changeId) return decided.answer;
    decided = decide(document, steps);
    if (decided.next) transaction.update(reads.jobAt(id), { ...decided.next, changeId });
    return decided.answer;
  });
}

/** The only place that changes a status. It ends the lease, or gives the one that comes with the change. */
export function withStatus(
  document: JobDocument,
  to: JobStatus,
  now: number,
  changes: { error?: Failure; attempt?: number; lease?: HeldLease } = {},
): JobDocument {
  assertTransition(document.status, to);
  const { error, attempt = document.attempt, lease = null } = changes;
  return withLease(
    {
      ...{ ...document, status: to, attempt, updatedAt: now, revision: document.revision + 1 },
      error: error ? JSON.stringify(error) : null,
      completedAt: isEnded(to) ? now : null,
    },
    lease,
    document.leaseToken + (lease ? 1 : 0),
  );
}

export function withLease(
  document: JobDocument,
  lease: HeldLease | null,
  leaseToken = document.leaseToken,
): JobDocument {
  return { ...document, lease, leaseToken, claimable: claimableOf({ status: document.status, lease }) };
}
