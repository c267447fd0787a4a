import { AudioError, type AudioErrorCode } from '../../errors.ts';
import { retryAfterSeconds } from '../../retry/retry-after.ts';

/** What is known of an answer that is no audio. */
export interface Refusal {
  status: number;
  body: string;
  retryAfter: string | null;
}

const longestMessage = 300;

const get = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
const texts = (...values: unknown[]): string[] =>
  values.filter((value) => typeof value === 'string' && value !== '').map(String);

/** One of FastAPI's complaints: `{loc: ['body', 'voice'], msg, type}`. */
const complaintOf = (complaint: unknown): string => {
  const place = get(complaint, 'loc');
  return texts(Array.isArray(place) ? place.join('.') : '', get(complaint, 'msg')).join(': ');
};

/**
 * OpenAI and LocalAI send `{error: {message, code, type}}`, FastAPI (Kokoro) `{detail}`: a text, an object, or a list
 * of complaints; others a text. A page of HTML says nothing to anybody.
 */
function detailOf(body: string): { message: string; code: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { message: /^\s*</.test(body) ? '' : body, code: '' };
  }
  const [error, detail] = [get(parsed, 'error'), get(parsed, 'detail')];
  const complaints = Array.isArray(detail) ? detail : [];
  const [message = ''] = texts(
    ...[get(error, 'message'), error, get(detail, 'message'), detail],
    ...[complaints.map(complaintOf).join('; '), get(parsed, 'message'), parsed],
  );
  const code = texts(
    ...[get(error, 'code'), get(error, 'type'), get(detail, 'error'), get(detail, 'code')],
    ...complaints.map((complaint) => get(complaint, 'type')),
  ).join(' ');
  return { message, code };
}

/** What a body says, on one line and cut short, without any of the secrets, even if the server repeats them. */
export function saidIn(body: string, secrets: readonly string[]): string {
  const safe = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), detailOf(body).message);
  return safe
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, longestMessage)
    .toWellFormed();
}

const speaksOfLength =
  /too[ _]long|above_max_length|max(?:imum)?[ _](?:\w+[ _])?length|(?:most|limit of|maximum of) \d+ characters|too many characters/i;
const speaksOfVoice = /\bvoices?\b/i;
const saysUnknownVoice =
  /\bvoice\b.{0,100}(?:not found|not available|not supported|unknown|does not exist)|(?:unknown|unsupported|no such) voice\b/i;
const saysQuota = /insufficient_quota|billing_hard_limit/;

function codeOf(status: number, code: string, message: string): [AudioErrorCode, 'passing' | 'lasting'] {
  if (status === 402 || saysQuota.test(code)) return ['voice-quota-exceeded', 'lasting'];
  if (status === 401 || status === 403) return ['voice-unauthorized', 'lasting'];
  if (status === 408) return ['voice-timed-out', 'passing'];
  if (status === 409) return ['voice-conflict', 'passing'];
  if (status === 429) return ['voice-rate-limited', 'passing'];
  if (status >= 500) return ['voice-unavailable', 'passing'];
  if (status === 404)
    return [speaksOfVoice.test(message) ? 'voice-unknown' : 'voice-request-invalid', 'lasting'];
  if (speaksOfLength.test(`${code} ${message}`)) return ['text-too-long', 'lasting'];
  return [saysUnknownVoice.test(message) ? 'voice-unknown' : 'voice-request-invalid', 'lasting'];
}

/** What helps, where the status alone tells it. */
function problemOf(status: number, code: AudioErrorCode): string {
  if (status < 400) return 'The speech server sends requests elsewhere, and a key is not sent after them';
  if (code === 'voice-unauthorized') return 'The speech server refuses the key';
  if (code === 'voice-quota-exceeded') return 'The account at the speech server has nothing left to spend';
  return 'The speech server did not speak this';
}

/** The error for a refusal, in whose message there is none of the secrets. */
export function toOpenAiSpeechError(
  { status, body, retryAfter }: Refusal,
  secrets: readonly string[],
  now: Date,
): AudioError {
  const { message, code: statedCode } = detailOf(body);
  const [code, duration] = codeOf(status, statedCode, message);
  const said = saidIn(body, secrets);
  return new AudioError(code, `${problemOf(status, code)} (${status}${said && `, ${said}`})`, {
    isRetryable: duration === 'passing',
    retryAfterSeconds: retryAfterSeconds(retryAfter, now),
  });
}
