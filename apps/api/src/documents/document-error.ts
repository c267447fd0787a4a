import type { DocumentLimits } from './document-limits.ts';

export type DocumentErrorCode =
  /** Nobody waits for it any more, or the reader was closed. Retryable. */
  | 'document-aborted'
  /** One of the limits; `limit` names it. */
  | 'document-too-large'
  | 'document-too-slow'
  | 'document-type-unsupported'
  /** Damaged, protected, or in an encoding that is not named. */
  | 'document-unreadable'
  /** It holds pictures only, or nothing. */
  | 'document-without-text';

/**
 * The one error of reading documents. `code` is stable; `isRetryable` says whether the same call may succeed later. The
 * message is meant for the person who sent the document.
 */
export class DocumentError extends Error {
  readonly code: DocumentErrorCode;
  readonly isRetryable: boolean;
  /** Which limit the document goes beyond. */
  readonly limit: keyof DocumentLimits | undefined;

  constructor(
    code: DocumentErrorCode,
    message: string,
    options: { limit?: keyof DocumentLimits | undefined; isRetryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'DocumentError';
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
    this.limit = options.limit;
  }
}

export const unreadable = (message: string, cause?: unknown): DocumentError =>
  new DocumentError('document-unreadable', message, { cause });

export const tooLarge = (limit: keyof DocumentLimits, message: string): DocumentError =>
  new DocumentError('document-too-large', message, { limit });

export const aborted = (message: string, cause?: unknown): DocumentError =>
  new DocumentError('document-aborted', message, { isRetryable: true, cause });
