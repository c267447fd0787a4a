import type { Firestore } from '@google-cloud/firestore';

import type { FirestoreCalls } from './firestore-calls.ts';
import type { createIdempotencyKeys } from './firestore-idempotency.ts';
import type { FirestoreJobReads } from './firestore-job-reads.ts';
import type { TextStore } from './firestore-texts.ts';

/** A commit takes 500 writes at most in older releases of the server, and 10 MiB in all. */
const stepsAtOnce = 250;

/**
 * Deletes a job: first its document, which ends it and every lease, with its key; then what nothing leads to any more.
 * If that breaks off, to delete the job again takes up where it ended.
 */
export async function deleteFirestoreJob(
  firestore: Firestore,
  {
    calls,
    reads,
    texts,
    keys,
  }: {
    calls: FirestoreCalls;
    reads: FirestoreJobReads;
    texts: TextStore;
    keys: ReturnType<typeof createIdempotencyKeys>;
  },
  id: string,
): Promise<void> {
  await calls.transaction(async (transaction) => {
    const job = await reads.jobIn(transaction, id);
    if (!job) return;
    const freeKey = await keys.freeing(transaction, job.idempotencyId, id);
    freeKey();
    transaction.delete(reads.jobAt(id));
  });
  for (;;) {
    const steps = await calls.call(() => reads.stepsOf(id).limit(stepsAtOnce).select().get());
    if (steps.empty) break;
    const batch = firestore.batch();
    for (const { ref } of steps.docs) batch.delete(ref);
    await calls.call(() => batch.commit());
  }
  await texts.removeAll(id);
}
