export type CacheErrorCode =
  /** A key that can't be, or whose parts can't be told apart from others. */
  | 'key-invalid'
  | 'options-invalid'
  /** What was computed is neither bytes nor plain JSON. */
  | 'value-invalid'
  /** The store answered with an error, not in time, or not at all. */
  | 'store-failed';

/** The one error of this library. `code` is stable; `isRetryable` says whether the same call may succeed later. */
export class CacheError extends Error {
  readonly code: CacheErrorCode;
  readonly isRetryable: boolean;

  constructor(
    code: CacheErrorCode,
    message: string,
    options: { isRetryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'CacheError';
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
  }
}

/** The error of a store that can't do what it was asked to, by default only for now. */
export const storeFailed = (
  message: string,
  options: { isRetryable?: boolean; cause?: unknown } = {},
): CacheError => new CacheError('store-failed', message, { isRetryable: true, ...options });
