import { CliError, isJsonError } from '../errors.ts';
import { list, object } from './decode.ts';
import { EventStreamParser, type ServerSentEvent } from './event-stream.ts';
import { decodeJob, type Job } from './job.ts';
import { type JobOrder, orderRequest } from './job-order.ts';
import { decodeKey, decodeNewKey, type Key, type KeyOrder, type NewKey } from './key.ts';
import {
  type ApiAddress,
  type ApiRequest,
  connectionError,
  type RequestDependencies,
  sendRequest,
} from './request.ts';

/** A client of version 1 of the API, as far as this program needs it. Every method throws CliError. */
export interface ApiClient {
  /**
   * A document or an address may take minutes to send or fetch, which the signal ends: the API makes no job for who has
   * gone. A text is there in a moment: its job is always known, so that it can be cancelled.
   */
  createJob(order: JobOrder, idempotencyKey: string, signal: AbortSignal): Promise<Job>;
  job(id: string, signal: AbortSignal): Promise<Job>;
  /** The newest `limit` jobs, over as many pages as that takes. */
  jobs(filter: { status?: string; limit: number }, signal: AbortSignal): Promise<Job[]>;
  cancel(id: string): Promise<Job>;
  /** All that is ready, by kind. */
  materials(id: string, signal: AbortSignal): Promise<Record<string, unknown>>;
  /** One material as a text of that form. */
  materialText(id: string, kind: string, form: 'markdown' | 'csv', signal: AbortSignal): Promise<string>;
  audio(id: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** WebVTT. */
  transcript(id: string, signal: AbortSignal): Promise<string>;
  events(id: string, lastEventId: string, signal: AbortSignal): AsyncIterable<ServerSentEvent>;
  createKey(order: KeyOrder, signal: AbortSignal): Promise<NewKey>;
  /** Of all owners, those that have expired or were revoked too. */
  keys(signal: AbortSignal): Promise<Key[]>;
  revokeKey(id: string, signal: AbortSignal): Promise<Key>;
}

/** The API sends a sign of life every 15 seconds; after three missed ones the connection counts as dead. */
const silenceSeconds = 45;
const maxPageSize = 100;
/** The API takes up to a minute to receive a document, and 20 seconds each to fetch and to read one; proxies add theirs. */
const intakeSeconds = 180;
/** A cancel must not keep who pressed Ctrl-C waiting. */
const cancelSeconds = 5;

export function createApiClient(address: ApiAddress, dependencies: RequestDependencies): ApiClient {
  const send = (path: string, request: ApiRequest = {}) => sendRequest(address, path, request, dependencies);
  const read = async <T>(body: Promise<T>, signal?: AbortSignal): Promise<T> => {
    try {
      return await body;
    } catch (error) {
      signal?.throwIfAborted();
      if (isJsonError(error)) {
        throw new CliError('answer-unexpected', `${address.url} does not answer in JSON.`, { cause: error });
      }
      throw connectionError(address.url, error);
    }
  };
  const json = async (path: string, request: ApiRequest = {}): Promise<unknown> =>
    read((await send(path, request)).json(), request.signal);

  return {
    async createJob(order, idempotencyKey, signal) {
      const { headers, ...request } = orderRequest(order);
      return decodeJob(
        await json('/jobs', {
          ...request,
          ...(order.source.kind !== 'text' && { timeoutSeconds: intakeSeconds, signal }),
          ...{ method: 'POST', headers: { ...headers, 'idempotency-key': idempotencyKey } },
        }),
      );
    },

    async job(id, signal) {
      return decodeJob(await json(`/jobs/${encodeURIComponent(id)}`, { signal }));
    },

    async jobs({ status, limit }, signal) {
      const found: Job[] = [];
      let cursor: unknown;
      do {
        const query = new URLSearchParams({ limit: String(Math.min(limit - found.length, maxPageSize)) });
        if (status !== undefined) query.set('status', status);
        if (typeof cursor === 'string') query.set('cursor', cursor);
        const page = object(await json(`/jobs?${query}`, { signal }), 'the page of jobs');
        if (!Array.isArray(page['jobs']))
          throw new CliError('answer-unexpected', 'The server lists no jobs.');
        found.push(...page['jobs'].map(decodeJob));
        cursor = page['jobs'].length === 0 ? undefined : page['nextCursor'];
      } while (typeof cursor === 'string' && found.length < limit);
      return found;
    },

    async cancel(id) {
      const request = { method: 'POST', timeoutSeconds: cancelSeconds } as const;
      return decodeJob(await json(`/jobs/${encodeURIComponent(id)}/cancel`, request));
    },

    async materials(id, signal) {
      return object(await json(`/jobs/${encodeURIComponent(id)}/materials`, { signal }), 'the materials');
    },

    async materialText(id, kind, form, signal) {
      const headers = { accept: `text/${form}` };
      const path = `/jobs/${encodeURIComponent(id)}/materials/${encodeURIComponent(kind)}`;
      return read((await send(path, { headers, signal })).text(), signal);
    },

    async audio(id, signal) {
      const response = await send(`/jobs/${encodeURIComponent(id)}/audio`, { signal });
      return bytesOf(address, response, signal);
    },

    async transcript(id, signal) {
      return read(
        (await send(`/jobs/${encodeURIComponent(id)}/audio/transcript`, { signal })).text(),
        signal,
      );
    },

    async *events(id, lastEventId, signal) {
      const silence = new AbortController();
      const path = `/jobs/${encodeURIComponent(id)}/events`;
      const response = await send(path, {
        headers: { accept: 'text/event-stream', ...(lastEventId !== '' && { 'last-event-id': lastEventId }) },
        signal: AbortSignal.any([signal, silence.signal]),
      });
      if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
        await response.body?.cancel();
        throw new CliError('answer-unexpected', `${address.url} sends no events.`);
      }
      const parser = new EventStreamParser();
      const decoder = new TextDecoder();
      const timer = setTimeout(() => silence.abort(), silenceSeconds * 1000);
      try {
        for await (const bytes of bytesOf(address, response, signal)) {
          timer.refresh();
          yield* parser.push(decoder.decode(bytes, { stream: true }));
        }
      } finally {
        clearTimeout(timer);
      }
    },

    async createKey(order, signal) {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify(order);
      // A second key would be one that nobody knows of.
      return decodeNewKey(
        await json('/keys', { method: 'POST', headers, body, signal, isRepeatable: false }),
      );
    },

    async keys(signal) {
      const { keys } = object(await json('/keys', { signal }), 'the answer');
      return list(keys, 'keys').map((key) => decodeKey(key));
    },

    async revokeKey(id, signal) {
      return decodeKey(await json(`/keys/${encodeURIComponent(id)}`, { method: 'DELETE', signal }));
    },
  };
}

async function* bytesOf(
  address: ApiAddress,
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of response.body ?? []) yield bytes;
  } catch (error) {
    signal.throwIfAborted();
    throw connectionError(address.url, error);
  }
}
