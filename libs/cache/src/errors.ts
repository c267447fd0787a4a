export type CacheErrorCode = 'key-invalid' | 'options-invalid' | 'value-invalid' | 'store-failed';

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
