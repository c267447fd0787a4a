/**
 * `source-…`: the text can't be worked with. `provider-…`, `rate-limited`, `credentials-invalid`: the model could not be
 * asked. `output-…`, `wrong-language`: what it answered is of no use, after a repair where one was tried.
 */
export type ContentErrorCode =
  | 'source-invalid'
  | 'source-too-long'
  | 'writing-aborted'
  | 'writer-failed'
  | 'material-invalid'
  | 'deadline-exceeded'
  | 'cost-limit-reached'
  | 'rate-limited'
  | 'provider-unavailable'
  | 'provider-timeout'
  | 'provider-rejected'
  | 'credentials-invalid'
  | 'output-truncated'
  | 'thinking-overrun'
  | 'prompt-blocked'
  | 'output-blocked-safety'
  | 'output-blocked-recitation'
  | 'output-empty'
  | 'output-invalid'
  | 'output-repetitive'
  | 'output-unsupported'
  | 'wrong-language';

export interface ContentErrorOptions {
  /** @default false */
  isRetryable?: boolean;
  /** What the provider asked to be given, in seconds. */
  retryAfterSeconds?: number | undefined;
  /** Whether the provider may have done, and billed, the work that failed here. @default false */
  mayBeBilled?: boolean;
  cause?: unknown;
}

/** The one error of this library. `code` is stable; `isRetryable` says whether the same call may succeed later. */
export class ContentError extends Error {
  readonly code: ContentErrorCode;
  readonly isRetryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly mayBeBilled: boolean;

  constructor(code: ContentErrorCode, message: string, options: ContentErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'ContentError';
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.mayBeBilled = options.mayBeBilled ?? false;
  }
}
