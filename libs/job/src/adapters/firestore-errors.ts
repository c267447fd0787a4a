import { JobError } from '../errors.ts';
import { grpcStatusName, type GrpcStatusName } from './grpc-status.ts';

/**
 * What may be over soon (https://cloud.google.com/firestore/docs/understand-error-codes). The others need someone to
 * change something: a right, an index, a database that isn't there.
 */
const passing = new Set<GrpcStatusName>([
  'UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'ABORTED',
  'RESOURCE_EXHAUSTED',
  'INTERNAL',
  'CANCELLED',
  // What Google's front ends answer when they don't know either; the SDK repeats transactions that end so.
  'UNKNOWN',
]);

/**
 * An error of Firestore as `store-unavailable`; any other as it is. The message names the status alone, since what the
 * server says may hold names and addresses; it is in the cause.
 */
export function toFirestoreError(error: unknown): unknown {
  const status = grpcStatusName(error);
  if (status === undefined) return error;
  return new JobError('store-unavailable', `The job database can't be used: Firestore says ${status}.`, {
    isRetryable: passing.has(status),
    cause: error,
  });
}
