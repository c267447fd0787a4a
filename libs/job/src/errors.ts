export type JobErrorCode =
  | 'illegal-transition'
  | 'job-not-found'
  | 'job-already-ended'
  | 'job-not-retryable'
  | 'idempotency-key-reused'
  | 'lease-lost'
  | 'store-unavailable'
  | 'queue-unavailable'
  | 'task-too-large'
  | 'cursor-invalid';

/** The one error of this library. `code` is stable; `isRetryable` says whether the same call may succeed later. */
export class JobError extends Error {
  readonly code: JobErrorCode;
  readonly isRetryable: boolean;

  constructor(code: JobErrorCode, message: string, options: { isRetryable?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'JobError';
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
  }
}

/** A lease that has gone to another, has run out and was taken, or whose job has ended. */
export function leaseLost({ jobId, worker }: { jobId: string; worker: string }): JobError {
  return new JobError('lease-lost', `Worker ${worker} holds job ${jobId} no more.`);
}

export function keyReused(): JobError {
  return new JobError('idempotency-key-reused', 'This idempotency key was used with another body.');
}
