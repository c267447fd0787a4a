export type WorkerTokenErrorCode =
  /** Not a token that Google made for this worker's account and route, or one whose time is over. */
  | 'token-invalid'
  /** Whether it is one can't be told, as Google's keys can't be had. Retryable. */
  | 'keys-unavailable';

/**
 * The one error of verifying a worker's token. `code` is stable; `isRetryable` says whether the same token may pass
 * later. Neither the message nor the cause ever holds any part of the token.
 */
export class WorkerTokenError extends Error {
  readonly code: WorkerTokenErrorCode;
  readonly isRetryable: boolean;

  constructor(code: WorkerTokenErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'WorkerTokenError';
    this.code = code;
    this.isRetryable = code === 'keys-unavailable';
  }
}
