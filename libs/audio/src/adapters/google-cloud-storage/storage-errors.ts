import { AudioError } from '../../errors.ts';
import { retryAfterSeconds } from '../../retry/retry-after.ts';
import { fieldOf, textOf } from './storage-answer.ts';

/** What is known of an answer that is none of those hoped for. */
export interface StorageRefusal {
  statusCode: number;
  /** As parsed: Google sends `{error: {code, message}}`, or plain text for bytes. */
  body: unknown;
  retryAfter: string | null | undefined;
  bucket: string;
  /** `gs://bucket/name` */
  about: string;
}

const longestMessage = 300;
/** Tokens, signatures and the names of upload sessions are long and without spaces; what people read is not. */
const secrets = /[\w\-.~+/=%]{40,}/g;

const saidBy = (body: unknown): string => {
  const said = textOf(fieldOf(fieldOf(body, 'error'), 'message')) ?? textOf(body) ?? '';
  return said.replace(secrets, '…').slice(0, longestMessage).trim();
};

/** Google says by 403, too, that too much was asked (cloud.google.com/storage/docs/json_api/v1/status-codes). */
const isLimited = (body: unknown): boolean => {
  const reasons = fieldOf(fieldOf(body, 'error'), 'errors');
  return (
    Array.isArray(reasons) &&
    reasons.some((each) => /^(?:user)?rateLimitExceeded$/i.test(textOf(fieldOf(each, 'reason')) ?? ''))
  );
};

/** cloud.google.com/storage/docs/retry-strategy: what passes by itself. */
const isPassing = (statusCode: number, body: unknown): boolean =>
  statusCode === 408 || statusCode === 429 || statusCode >= 500 || (statusCode === 403 && isLimited(body));

/** Whether it is the bucket that isn't there, rather than the object. */
export const isBucketMissing = (body: unknown): boolean => /bucket does not exist/i.test(saidBy(body));

/** Whether the bytes that came are not those that were announced: they may come whole the next time. */
const isDamage = (statusCode: number, said: string): boolean =>
  statusCode === 400 && /crc32c|md5|checksum|hash/i.test(said);

function problemOf(statusCode: number, body: unknown, { bucket, about }: StorageRefusal): string {
  if (statusCode === 401)
    return `Google Cloud Storage refuses the credentials for ${about}: check the service account and its key`;
  if (statusCode === 403 && !isLimited(body))
    return `This account may not do this with ${about}: grant it roles/storage.objectUser on the bucket ${bucket}`;
  if (statusCode === 404 && isBucketMissing(body))
    return `There is no bucket ${bucket} for ${about}: create it, or correct its name`;
  return `Google Cloud Storage failed with ${about}`;
}

/** The error for an answer. It says what was asked for and what to do, and holds no credentials. */
export function toStorageError(refusal: StorageRefusal): AudioError {
  const { statusCode, body, retryAfter } = refusal;
  const said = saidBy(body);
  const details = `${statusCode}${said === '' ? '' : `, ${said}`}`;
  return new AudioError('audio-store-failed', `${problemOf(statusCode, body, refusal)} (${details})`, {
    isRetryable: isPassing(statusCode, body) || isDamage(statusCode, said),
    retryAfterSeconds: retryAfterSeconds(retryAfter, new Date()),
  });
}

/** For what passes by itself and has no status: a connection that broke, an answer that did not come. */
export const storageBroken = (about: string, problem: string): AudioError =>
  new AudioError('audio-store-failed', `Google Cloud Storage failed with ${about}: ${problem}`, {
    isRetryable: true,
  });

/** What the network calls it, such as ECONNRESET. The error itself stays here: it may hold a request, and that a token. */
export function networkProblem(error: unknown): string {
  for (let cause = error; cause !== undefined; cause = fieldOf(cause, 'cause')) {
    const code = textOf(fieldOf(cause, 'code'));
    if (code !== undefined && /^[A-Z_]+$/.test(code)) return `the connection broke (${code})`;
  }
  return 'the connection broke';
}
