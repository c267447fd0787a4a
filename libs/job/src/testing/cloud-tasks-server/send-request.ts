import http from 'node:http';
import https from 'node:https';

import type { Clock } from '../../ports/clock.ts';

/** How an attempt ended: with an answer, or without one. */
export type SendOutcome =
  { status: number; retryAfterSeconds?: number } | { failure: 'DEADLINE_EXCEEDED' | 'UNAVAILABLE' };

export interface RequestToSend {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array;
  deadlineMilliseconds: number;
  /** Ends the request, which then counts as unanswered. */
  signal: AbortSignal;
}

/**
 * Sends a task to its worker and waits for the answer until the deadline. Not by `fetch`, which gives up after five
 * minutes. A redirect is not followed: it counts as the answer that it is. Never rejects.
 */
export function sendRequest(clock: Clock, order: RequestToSend): Promise<SendOutcome> {
  const { url, method, headers, body, deadlineMilliseconds, signal } = order;
  return new Promise((resolve) => {
    const client = url.startsWith('https:') ? https : http;
    // A connection of its own for each attempt: one that is kept might just be closing at the other end.
    const request = client.request(url, { method, headers, signal, agent: false });
    const end = (outcome: SendOutcome) => {
      cancelDeadline();
      resolve(outcome);
    };
    const cancelDeadline = clock.after(deadlineMilliseconds, () => {
      end({ failure: 'DEADLINE_EXCEEDED' });
      request.destroy();
    });
    request.on('error', () => end({ failure: 'UNAVAILABLE' }));
    request.on('response', (response) => {
      response.on('error', () => end({ failure: 'UNAVAILABLE' }));
      response.on('end', () => {
        const retryAfterSeconds = retryAfterOf(response.headers['retry-after'], clock.now());
        const status = response.statusCode ?? 0;
        end(retryAfterSeconds === undefined ? { status } : { status, retryAfterSeconds });
      });
      response.resume();
    });
    request.end(body);
  });
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfterOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
