export type AudioErrorCode =
  | 'audio-not-found'
  | 'audio-name-invalid'
  | 'audio-range-invalid'
  | 'audio-implausible'
  | 'audio-aborted'
  /** The thread that computes broke down. Retryable. */
  | 'audio-failed'
  /** Where audio is kept can't be reached, or refuses. */
  | 'audio-store-failed'
  | 'cover-invalid'
  | 'language-unsupported'
  | 'script-invalid'
  | 'text-too-long'
  | 'text-unspeakable'
  /** The account has more requests under way than its plan allows: there is room as soon as one ends. Retryable. */
  | 'voice-busy'
  /** The answer ended before it was whole. Retryable. */
  | 'voice-cut-off'
  /** The provider met a request that conflicts with another (409). Retryable. */
  | 'voice-conflict'
  /** Broken down or closed. */
  | 'voice-failed'
  /** What the account may spend is spent. */
  | 'voice-quota-exceeded'
  /** Too many requests in too short a time. Retryable. */
  | 'voice-rate-limited'
  /** The provider takes the request for wrong (400, 422): the same one fails again. */
  | 'voice-request-invalid'
  /** No answer in time. Retryable. */
  | 'voice-timed-out'
  /** The provider refuses the key. */
  | 'voice-unauthorized'
  /** The provider can't be reached, or fails by itself (5xx). Retryable. */
  | 'voice-unavailable'
  | 'voice-unknown';

/** The one error of this library. `code` is stable; `isRetryable` says whether the same call may succeed later. */
export class AudioError extends Error {
  readonly code: AudioErrorCode;
  readonly isRetryable: boolean;
  /** How long the provider asks to be left alone. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: AudioErrorCode,
    message: string,
    options: { isRetryable?: boolean; retryAfterSeconds?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AudioError';
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** What a cancelled call rejects with; the signal's reason is its cause. */
export const aborted = (signal: AbortSignal): AudioError =>
  new AudioError('audio-aborted', 'Audio production was aborted', { cause: signal.reason });
