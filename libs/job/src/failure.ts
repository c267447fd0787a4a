/** What is kept of an error: enough to show to the owner of the job, nothing of the inside. */
export interface Failure {
  /** Stable, kebab-case. */
  code: string;
  message: string;
  /** Whether a retry of the job may succeed. */
  isRetryable: boolean;
}

/** An error that its thrower has made fit to be shown: it carries a code and says whether it may be retried. */
function isTyped(error: unknown): error is Error & { code: string; isRetryable: boolean } {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    'isRetryable' in error &&
    typeof error.isRetryable === 'boolean'
  );
}

/** An error that nobody typed may hold anything (paths, keys): its message stays inside, and it counts as retryable. */
export function toFailure(error: unknown): Failure {
  if (isTyped(error)) return { code: error.code, message: error.message, isRetryable: error.isRetryable };
  return { code: 'internal-error', message: 'An unexpected error happened; see the log.', isRetryable: true };
}
