export type AudioErrorCode =
  | 'audio-not-found'
  | 'audio-name-invalid'
  | 'audio-range-invalid'
  | 'audio-implausible'
  | 'audio-aborted'
  | 'language-unsupported'
  | 'script-invalid'
  | 'text-unspeakable'
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

/** What a cancelled call rejects with; the signal's reason is its cause. */
export const aborted = (signal: AbortSignal): AudioError =>
  new AudioError('audio-aborted', 'Audio production was aborted', { cause: signal.reason });
