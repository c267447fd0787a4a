export type ContentErrorCode = 'source-invalid' | 'writing-aborted' | 'writer-failed' | 'material-invalid';

/** The one error of this library. `code` is stable; `isRetryable` says whether the same call may succeed later. */
export class ContentError extends Error {
  readonly code: ContentErrorCode;
  readonly isRetryable: boolean;

  constructor(
    code: ContentErrorCode,
    message: string,
    options: { isRetryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'ContentError';
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
  }
}
