import { AudioError, type AudioErrorCode } from '../../errors.ts';
import { retryAfterSeconds } from '../../retry/retry-after.ts';

/** What is known of an answer that is no audio. */
export interface Refusal {
  statusCode: number;
  /** As parsed; ElevenLabs sends `{detail: {status, message}}`, or for 422 `{detail: [{msg}]}`. */
  body: unknown;
  retryAfter: string | null | undefined;
}

const longestMessage = 300;
const get = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function detailOf(body: unknown): { status: string; message: string } {
  const detail = get(body, 'detail');
  const first = Array.isArray(detail) ? get(detail[0], 'msg') : undefined;
  return {
    status: textOf(get(detail, 'status')) ?? textOf(get(detail, 'code')) ?? '',
    message: textOf(get(detail, 'message')) ?? textOf(detail) ?? textOf(first) ?? '',
  };
}

/** elevenlabs.io/docs/eleven-api/resources/errors: the status of HTTP, and within it that of the body. */
function codeOf(statusCode: number, status: string): { code: AudioErrorCode; isRetryable: boolean } {
  const fatal = (code: AudioErrorCode) => ({ code, isRetryable: false });
  const passing = (code: AudioErrorCode) => ({ code, isRetryable: true });
  if (/quota_exceeded|payment_required|insufficient_credits/.test(status) || statusCode === 402)
    return fatal('voice-quota-exceeded');
  if (/max_character_limit_exceeded|text_too_long/.test(status)) return fatal('text-too-long');
  if (/voice_not_found/.test(status) || statusCode === 404) return fatal('voice-unknown');
  if (statusCode === 401 || statusCode === 403) return fatal('voice-unauthorized');
  if (statusCode === 408) return passing('voice-timed-out');
  if (statusCode === 409) return passing('voice-conflict');
  if (statusCode === 429) return passing(/concurrent/.test(status) ? 'voice-busy' : 'voice-rate-limited');
  if (statusCode >= 500) return passing('voice-unavailable');
  return fatal('voice-request-invalid');
}

const remedies: Partial<Record<AudioErrorCode, string>> = {
  'voice-unauthorized': 'ElevenLabs refuses the key',
  'voice-quota-exceeded': 'The ElevenLabs account has no credits left for this',
};

/** The error for a refusal. The key appears in it nowhere, even if the provider repeats it. */
export function toElevenLabsError(
  { statusCode, body, retryAfter }: Refusal,
  apiKey: string,
  now: Date,
): AudioError {
  const { status, message } = detailOf(body);
  const { code, isRetryable } = codeOf(statusCode, status);
  const said = [status, message].filter(Boolean).join(': ').replaceAll(apiKey, '…').slice(0, longestMessage);
  const what = remedies[code] ?? 'ElevenLabs did not speak this';
  return new AudioError(code, `${what} (${statusCode}${said === '' ? '' : `, ${said}`})`, {
    isRetryable,
    retryAfterSeconds: retryAfterSeconds(retryAfter, now),
  });
}
