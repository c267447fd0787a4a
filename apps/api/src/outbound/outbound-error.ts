export type OutboundErrorCode =
  /** A URL, a host, a port or a redirect that nothing is sent to. */
  | 'url-not-allowed'
  /** No such host, no connection, or one that broke. Retryable, except where the host or its certificate is wrong. */
  | 'url-unreachable'
  | 'url-too-large'
  /** No whole answer in time. Retryable. */
  | 'url-too-slow'
  /** An answer without success. Retryable when the status says that it may be another one later. */
  | 'url-refused'
  /** A type or an encoding that isn't accepted, or an encoding that is broken. */
  | 'url-type-unsupported';

/**
 * The one error of outbound requests. `code` is stable; `isRetryable` says whether the same call may succeed later. The
 * message is for the person who gave the URL: it names no address that a name stands for, and of a URL the host at
 * most, since paths and queries can be secret. What the system said is in the cause, for the log alone.
 */
export class OutboundError extends Error {
  readonly code: OutboundErrorCode;
  readonly isRetryable: boolean;

  constructor(
    code: OutboundErrorCode,
    message: string,
    options: { isRetryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'OutboundError';
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
  }
}
