import type { Firestore, Transaction } from '@google-cloud/firestore';

import { keyReused } from '../errors.ts';
import { idempotencyMilliseconds } from '../idempotency.ts';
import type { NewJob } from '../ports/job-store.ts';
import { documentId, number, text } from './firestore-fields.ts';

/**
 * Which job a key stands for, by a document of its own, so that two jobs with one key contend for it. Keys are hashed:
 * whoever reads the database learns none. Old ones are overwritten, and a TTL policy on `expiresAt` clears them away.
 */
export function createIdempotencyKeys(firestore: Firestore, jobCollection: string) {
  const keys = firestore.collection(`${jobCollection}-idempotency-keys`);

  return {
    idOf: ({ owner, idempotency }: Pick<NewJob<unknown>, 'owner' | 'idempotency'>): string | null =>
      idempotency ? documentId(owner, idempotency.key) : null,

    /** The id of the job that the key stands for. Throws `idempotency-key-reused`. */
    async jobOf(
      transaction: Transaction,
      id: string,
      bodyHash: string,
      now: number,
    ): Promise<string | undefined> {
      const fields = (await transaction.get(keys.doc(id))).data();
      if (!fields || now - number(fields, 'createdAt') >= idempotencyMilliseconds) return undefined;
      const jobId = text(fields, 'jobId');
      const job = await transaction.get(firestore.collection(jobCollection).doc(jobId));
      // Its deletion was given up half-way, or is under way.
      if (!job.exists) return undefined;
      if (text(fields, 'bodyHash') !== bodyHash) {
        throw keyReused();
      }
      return jobId;
    },

    take(
      transaction: Transaction,
      id: string,
      { jobId, bodyHash, now }: { jobId: string; bodyHash: string; now: number },
    ): void {
      const expiresAt = new Date(now + idempotencyMilliseconds);
      transaction.set(keys.doc(id), { jobId, bodyHash, createdAt: now, expiresAt });
    },

    /** To be called before the transaction writes. Answers what frees the key, unless another job has it by now. */
    async freeing(transaction: Transaction, id: string | null, jobId: string): Promise<() => void> {
      if (id === null) return () => {};
      const key = await transaction.get(keys.doc(id));
      return () => {
        if (key.get('jobId') === jobId) transaction.delete(key.ref);
      };
    },
  };
}
