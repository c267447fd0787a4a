import { lookup as lookUpWithSystem } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';

import { firstHop, type HopRules } from './allowed-hop.ts';
import { exchange } from './exchange.ts';
import { type DocumentLimits, type FetchedDocument, followToDocument } from './follow-to-document.ts';
import type { ConnectionRules, LookUp } from './open-connection.ts';
import { OutboundError } from './outbound-error.ts';
import { isPublicAddress } from './public-address.ts';
import { withinTime } from './within-time.ts';

export interface OutboundOptions {
  /** @default the system's resolver */
  lookup?: LookUp;
  /** Whether a literal address may be connected to. Tests let in their own server's. @default isPublicAddress */
  isAllowed?: (address: string) => boolean;
  /** @default [80, 443] */
  allowedPorts?: HopRules['allowedPorts'];
  /** @default 'la-factoria' */
  userAgent?: string;
}

export interface FetchOptions extends Partial<Omit<DocumentLimits, 'accept'>> {
  /** The `Accept` header. */
  accept: string;
  /** For everything: DNS, redirects and the body. @default 20 */
  seconds?: number;
  /** A call that is aborted rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

export interface PostOptions {
  body: string | Uint8Array;
  headers?: Record<string, string>;
  /** For everything, from DNS to the answer's headers. @default 5 */
  seconds?: number;
  /** A call that is aborted rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** HTTP to where a user points: nothing is sent to anything but the public internet, and no answer can exhaust this machine. */
export interface Outbound {
  /** Follows redirects, each checked like the first URL. Throws `OutboundError`. */
  fetchDocument(url: string, options: FetchOptions): Promise<FetchedDocument>;
  /** Follows no redirects, and answers with any status, success or not. Throws `OutboundError` when there is none. */
  post(url: string, options: PostOptions): Promise<{ status: number }>;
  /** Aborts what is under way, with `url-unreachable`, and resolves when it has ended. Calls made later fail so too. */
  close(): Promise<void>;
}

/** How much of the answer to a post is read, so that who answers can finish in peace. */
const maxDiscardedBytes = 64 * 1024;

export function createOutbound(options: OutboundOptions = {}): Outbound {
  const { allowedPorts = [80, 443], isAllowed = isPublicAddress, userAgent = 'la-factoria' } = options;
  const { lookup = (hostname: string) => lookUpWithSystem(hostname, { all: true }) } = options;
  const rules: HopRules & ConnectionRules = { allowedPorts, isAllowed, lookup };
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();

  async function run<T>(
    work: (signal: AbortSignal) => Promise<T>,
    { seconds, signal }: { seconds: number; signal: AbortSignal | undefined },
  ): Promise<T> {
    const result = withinTime(work, {
      seconds,
      signals: signal ? [closing.signal, signal] : [closing.signal],
    });
    underWay.add(result);
    try {
      return await result;
    } finally {
      underWay.delete(result);
    }
  }

  return {
    fetchDocument(url, { seconds = 20, signal, ...given }) {
      const limits = { maxBytes: 20 * 1024 * 1024, maxRedirects: 5, ...given };
      return run((until) => followToDocument(url, { limits, rules, userAgent, signal: until }), {
        ...{ seconds, signal },
      });
    },
    post(url, { body, headers, seconds = 5, signal }) {
      const message = { method: 'POST', body, headers: { 'user-agent': userAgent, ...headers } } as const;
      return run(
        (until) =>
          exchange(firstHop(url, rules), message, { rules, signal: until }, async (response) => {
            await discard(response);
            return { status: response.statusCode ?? 0 };
          }),
        { seconds, signal },
      );
    },
    async close() {
      closing.abort(new OutboundError('url-unreachable', 'The server is stopping', { isRetryable: true }));
      await Promise.allSettled(underWay);
    },
  };
}

/** The status is known by now: that the rest is long, late or cut off doesn't change it. */
async function discard(response: IncomingMessage): Promise<void> {
  let length = 0;
  try {
    for await (const chunk of response) {
      length += chunk.length;
      if (length >= maxDiscardedBytes) return;
    }
  } catch {
    // Nobody reads it.
  }
}
