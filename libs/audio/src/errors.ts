export type AudioErrorCode =
  | 'audio-not-found'
  | 'audio-name-invalid'
  | 'audio-implausible'
  | 'audio-aborted'
  | 'script-invalid'
  | 'voice-failed'
  | 'voice-unknown';

/** The one error of this library. `code` is stable; `isRetryable` says whether the same call may succeed later. */
export class AudioError extends Error {
  readonly code: AudioErrorCode;
  readonly isRetryable: boolean;

  constructor(
    code: AudioErrorCode,
    message: string,
    options: { isRetryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AudioError';
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
  }
}
