import { AudioError } from '../../errors.ts';
import { type RetryOptions, withRetries } from '../../retry/retry.ts';
import type { GoogleCloudClient } from './google-cloud-client.ts';
import { parseAnswer, textOf, fieldOf } from './storage-answer.ts';
import { isBucketMissing, networkProblem, storageBroken, toStorageError } from './storage-errors.ts';

export interface StorageRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the API's address, or a whole one, such as Google gives for an upload. */
  url: string;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer> | string;
  /** Besides 2xx: statuses that are answers, not errors; but a bucket that isn't there always is one. */
  expected?: readonly number[];
  /** What it is about, for errors: `gs://bucket/name`. */
  about: string;
}

export interface StorageAnswer {
  status: number;
  headers: Headers;
  /** JSON as parsed, or text. */
  body: unknown;
}

export interface OpenAnswer {
  status: number;
  /** None for an error that was expected. */
  body?: ReadableStreamDefaultReader<Uint8Array>;
}

/** Requests to one bucket, with the account's token, in time, and with errors that can be shown. */
export interface StorageRequests {
  /** Asks again what failed in passing: for what may be done twice. */
  send(request: StorageRequest): Promise<StorageAnswer>;
  sendOnce(request: StorageRequest): Promise<StorageAnswer>;
  /** Asks once and leaves the body to be read. `signal` ends that. */
  open(request: StorageRequest, signal: AbortSignal): Promise<OpenAnswer>;
  /** Does so until it succeeds, its error isn't retryable or its tries are used up. */
  retry<Value>(work: () => Promise<Value>): Promise<Value>;
  /** The error for an answer that was expected, and is none to go on with. */
  refusal(answer: StorageAnswer, about: string): AudioError;
  /** Resolves as `work` does, or fails in time. */
  inTime<Value>(work: Promise<Value>, about: string): Promise<Value>;
}

export interface StorageRequestsOptions {
  client: () => Promise<GoogleCloudClient>;
  bucket: string;
  timeoutSeconds: number;
  retry: RetryOptions;
}

/** Of a line that is slow, not broken: a body has as much longer. */
const slowestBytesPerSecond = 64 * 1024;

export function createStorageRequests(options: StorageRequestsOptions): StorageRequests {
  const { client, bucket, timeoutSeconds, retry } = options;
  const late = (about: string) => storageBroken(about, `no answer within ${timeoutSeconds} s`);

  const inTime = async <Value>(work: Promise<Value>, about: string): Promise<Value> => {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(late(about)), 1000 * timeoutSeconds);
    return Promise.race([work, promise]).finally(() => clearTimeout(timer));
  };

  const authorization = async (about: string) => {
    const { apiEndpoint, authorization } = await client();
    const headers = await inTime(authorization(), about).catch((error: unknown) => {
      throw error instanceof AudioError ? error : withoutCredentials(error, about);
    });
    return { apiEndpoint, headers };
  };

  const fetchOnce = async (request: StorageRequest, signal: AbortSignal): Promise<Response> => {
    const { method = 'GET', url, body, about } = request;
    const { apiEndpoint, headers } = await authorization(about);
    return fetch(url.startsWith('/') ? `${apiEndpoint}${url}` : url, {
      ...{ method, signal, headers: { ...request.headers, ...headers } },
      ...(body !== undefined && { body }),
      // A redirect would carry the token elsewhere; and 308 is no redirect here, but "go on".
      redirect: 'manual',
    });
  };

  const refusal = ({ status, headers, body }: StorageAnswer, about: string) =>
    toStorageError({
      ...{ statusCode: status, body, bucket, about },
      retryAfter: headers.get('retry-after'),
    });
  const readAnswer = async (response: Response): Promise<StorageAnswer> => {
    const { status, headers } = response;
    return { status, headers, body: parseAnswer(await response.text()) };
  };

  const sendOnce = async (request: StorageRequest): Promise<StorageAnswer> => {
    const { about, expected = [] } = request;
    const seconds = timeoutSeconds + (request.body?.length ?? 0) / slowestBytesPerSecond;
    const timeout = AbortSignal.timeout(Math.ceil(1000 * seconds));
    try {
      const response = await fetchOnce(request, timeout);
      const answer = await readAnswer(response);
      const isExpected = response.ok || (expected.includes(answer.status) && !isBucketMissing(answer.body));
      if (!isExpected) throw refusal(answer, about);
      return answer;
    } catch (error) {
      if (error instanceof AudioError) throw error;
      throw timeout.aborted ? late(about) : storageBroken(about, networkProblem(error));
    }
  };
  const again = <Value>(work: () => Promise<Value>) => withRetries(work, retry);

  return {
    ...{ sendOnce, refusal, inTime, retry: again },
    send: (request) => again(() => sendOnce(request)),

    async open(request, signal) {
      const { about, expected = [] } = request;
      const opening = async (): Promise<OpenAnswer> => {
        const response = await fetchOnce(request, signal);
        if (!response.ok) {
          const answer = await readAnswer(response);
          if (expected.includes(answer.status) && !isBucketMissing(answer.body))
            return { status: answer.status };
          throw refusal(answer, about);
        }
        if (response.body === null) throw storageBroken(about, 'an answer without bytes');
        return { status: response.status, body: response.body.getReader() };
      };
      return inTime(opening(), about).catch((error: unknown) => {
        throw error instanceof AudioError ? error : storageBroken(about, networkProblem(error));
      });
    },
  };
}

/** Google's library did not come by a token. Only the message is passed on: the rest may hold the key. */
function withoutCredentials(error: unknown, about: string): AudioError {
  const said = textOf(fieldOf(error, 'message')) ?? '';
  const isMissing = /default credentials/i.test(said);
  const what = isMissing
    ? 'there are no credentials: name a service account by its key file, or run where one is attached'
    : 'the credentials gave no token: check that the private key is whole';
  // Some are asked for over the network, and that may pass.
  const wasAsked = fieldOf(error, 'config') !== undefined;
  const statusCode = Number(fieldOf(error, 'status') ?? 500);
  return new AudioError('audio-store-failed', `Google Cloud Storage can't be asked for ${about}: ${what}`, {
    isRetryable: wasAsked && !(statusCode >= 400 && statusCode < 500),
  });
}
