import { randomUUID } from 'node:crypto';

import autocannon from 'autocannon';

export interface Target {
  url: string;
  key: string;
}

/** A text of about a kilobyte, as notes are. */
const text =
  'A tide is the regular rise and fall of the sea, caused by the pull of the Moon and the Sun on the water. '.repeat(
    10,
  );
export const body = JSON.stringify({ source: { text, title: 'Tides' }, materials: ['outline'] });

const connections = 50;

const headersOf = (key: string) => ({
  ...{ Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
});

/** Requests a second, when 50 connections each ask as soon as they are answered. */
export async function requestsPerSecond(
  { url, key }: Target,
  request: { method: 'GET' | 'POST'; path: string },
  seconds: number,
): Promise<number> {
  const result = await autocannon({
    ...{ url: `${url}${request.path}`, connections, duration: seconds },
    requests: [
      {
        method: request.method,
        headers: headersOf(key),
        ...(request.method === 'POST' && { body, setupRequest: withOwnKey }),
      },
    ],
  });
  refuseErrors(result, request.path);
  return result['2xx'] / result.duration;
}

/** So many requests, half of them POST and half GET of one job. */
export async function requestMany({ url, key }: Target, id: string, amount: number): Promise<void> {
  const result = await autocannon({
    ...{ url, connections, amount },
    requests: [
      {
        ...{ method: 'POST', path: '/api/v1/jobs', headers: headersOf(key), body },
        setupRequest: withOwnKey,
      },
      { method: 'GET', path: `/api/v1/jobs/${id}`, headers: headersOf(key) },
    ],
  });
  refuseErrors(result, 'POST and GET');
}

/** Each request is another job: none is found by its idempotency key. */
const withOwnKey: autocannon.Request['setupRequest'] = (request) => ({
  ...request,
  headers: { ...request.headers, 'Idempotency-Key': randomUUID() },
});

function refuseErrors(result: autocannon.Result, what: string): void {
  const failed = result.errors + result.timeouts + result.non2xx;
  if (failed > 0) throw new Error(`${failed} of the requests for ${what} failed.`);
}
