import { isNativeError } from 'node:util/types';

import { CliError, systemCode } from '../errors.ts';
import { printable } from '../printable.ts';
import { refusalOf } from './refusal.ts';

export interface ApiAddress {
  /** Where the API is, without `/api/v1` and without a slash at the end. */
  url: string;
  /** Undefined: asked without a key, and refused. */
  key: string | undefined;
}

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'DELETE';
  headers?: Record<string, string>;
  /** A form brings its own content type. */
  body?: string | FormData;
  /** Whether it does no harm twice. @default true */
  isRepeatable?: boolean;
  /** How long the server may take to begin its answer. @default 30 */
  timeoutSeconds?: number;
  signal?: AbortSignal;
}

export interface RequestDependencies {
  /** Rejects when the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<unknown>;
}

const maxAttempts = 4;
/** A server that wants a longer rest than this, in seconds, has refused. */
const maxRestSeconds = 60;

/**
 * One request, sent again when the server is busy (429, 503 and the like), at the time that it names. The POST that
 * creates a job carries an idempotency key, and a second cancel does no harm: they may be sent again. What is not
 * repeatable is sent again after a 429 only, which says that nothing was done.
 * Throws CliError, or the reason of the signal.
 */
export async function sendRequest(
  address: ApiAddress,
  path: string,
  request: ApiRequest,
  { wait }: RequestDependencies,
): Promise<Response> {
  const { isRepeatable = true } = request;
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetchOnce(address, path, request);
    if (response.ok) return response;
    const refusal = await refusalOf(response);
    const restSeconds = restOf(response, attempt);
    const mayRepeat = refusal.isRetryable && (isRepeatable || response.status === 429);
    if (!mayRepeat || attempt === maxAttempts || restSeconds > maxRestSeconds) throw refusal;
    await wait(restSeconds * 1000, request.signal ?? new AbortController().signal);
  }
}

async function fetchOnce({ url, key }: ApiAddress, path: string, request: ApiRequest): Promise<Response> {
  const { method = 'GET', headers, body, timeoutSeconds = 30, signal } = request;
  // The clock stops when the answer begins: a stream may take as long as it likes.
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), timeoutSeconds * 1000);
  try {
    return await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...headers, ...(key !== undefined && { authorization: `Bearer ${key}` }) },
      signal: signal === undefined ? giveUp.signal : AbortSignal.any([giveUp.signal, signal]),
      ...(body !== undefined && { body }),
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (giveUp.signal.aborted) throw unreachable(`${url} did not answer within ${timeoutSeconds} s.`, error);
    throw connectionError(url, error);
  } finally {
    clearTimeout(timer);
  }
}

/** What a failing fetch, or a body that breaks off, means to the user. */
export function connectionError(url: string, error: unknown): CliError {
  const code = systemCode(error);
  if (code === 'ECONNREFUSED') return unreachable(`Nothing answers at ${url}: is the server running?`, error);
  if (code === 'ENOTFOUND') return unreachable(`There is no host ${new URL(url).hostname}.`, error);
  return unreachable(`The connection to ${url} failed (${code ?? deepestMessage(error)}).`, error);
}

/** fetch says only "fetch failed"; what happened stands in the cause. */
function deepestMessage(error: unknown): string {
  if (!isNativeError(error)) return printable(String(error));
  return error.cause === undefined ? printable(error.message) : deepestMessage(error.cause);
}

function unreachable(message: string, cause: unknown): CliError {
  return new CliError('server-unreachable', message, { isRetryable: true, cause });
}

/** Seconds until the next attempt: what Retry-After says, as seconds, else 1, 2, 4. */
function restOf(response: Response, attempt: number): number {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : 2 ** (attempt - 1);
}
