import type { Firestore, Transaction } from '@google-cloud/firestore';

import { JobError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import { toFirestoreError } from './firestore-errors.ts';
import { grpcStatusName } from './grpc-status.ts';

/**
 * Half the time in which a lease of eight seconds is lost, so that a renewal that hangs can be tried again before. The
 * SDK by itself would repeat for a minute and longer.
 */
const deadlineSeconds = 4;

export type FirestoreCalls = ReturnType<typeof createFirestoreCalls>;

/** How Firestore is asked: each call ends within the deadline, and its errors are `store-unavailable`. */
export function createFirestoreCalls({ firestore, clock }: { firestore: Firestore; clock: Clock }) {
  /** Refuses when the deadline has come. `isOver` tells work that goes on behind that it is wanted no more. */
  async function call<Result>(ask: (isOver: () => boolean) => Promise<Result>): Promise<Result> {
    const deadline = Promise.withResolvers<never>();
    let isOver = false;
    const cancelTimer = clock.after(deadlineSeconds * 1000, () => {
      isOver = true;
      deadline.reject(tooLate());
    });
    try {
      return await Promise.race([ask(() => isOver), deadline.promise]);
    } catch (error) {
      throw toFirestoreError(error);
    } finally {
      cancelTimer();
    }
  }

  return {
    call,

    /** Reads that see one state of the database. */
    snapshot: <Result>(read: (transaction: Transaction) => Promise<Result>): Promise<Result> =>
      call(() => firestore.runTransaction(read, { readOnly: true })),

    /**
     * Reads, then writes if nothing of what was read has changed, and else does both again. The SDK also does it again
     * when the answer to a commit was lost: `change` has to know its own writes.
     */
    transaction: <Result>(change: (transaction: Transaction) => Promise<Result>): Promise<Result> =>
      call(async (isOver) => {
        let attempts = 0;
        const attempt = async (transaction: Transaction): Promise<Result> => {
          attempts += 1;
          const result = await change(transaction);
          // Its caller has been told that nothing is known of it, and may have gone on to other things.
          if (isOver()) throw tooLate();
          return result;
        };
        try {
          return await firestore.runTransaction(attempt);
        } catch (error) {
          // The SDK names the attempt before, for its place in the queue, and a server may refuse one that has come to
          // its commit. Then the answer to that commit was lost.
          if (attempts < 2 || grpcStatusName(error) !== 'INVALID_ARGUMENT') throw error;
          return firestore.runTransaction(attempt);
        }
      }),
  };
}

function tooLate(): JobError {
  return new JobError('store-unavailable', `Firestore gave no answer within ${deadlineSeconds} s.`, {
    isRetryable: true,
  });
}
