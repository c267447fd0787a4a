import type { IncomingMessage } from 'node:http';

import { firstHop, type HopRules, nextHop } from './allowed-hop.ts';
import { exchange } from './exchange.ts';
import { fileNameOf } from './file-name-of.ts';
import type { ConnectionRules } from './open-connection.ts';
import { OutboundError } from './outbound-error.ts';
import { acceptedEncodings, readBody } from './read-body.ts';

export interface FetchedDocument {
  /** Decompressed. */
  bytes: Uint8Array;
  /** The `Content-Type` header as it was sent, with its parameters. */
  contentType: string | undefined;
  /** The last URL, after all redirects. */
  url: string;
  /** What the document calls itself, without folders; only a label. */
  fileName?: string;
}

export interface DocumentLimits {
  /** The `Accept` header. */
  accept: string;
  /**
   * One of them has to match the type, in lower case and without parameters (`text/html`); an answer without a type
   * counts as `application/octet-stream`. @default all types
   */
  contentTypes?: readonly RegExp[];
  /** Of the body, decompressed. @default 20 MiB */
  maxBytes: number;
  /** @default 5 */
  maxRedirects: number;
}

interface Context {
  limits: DocumentLimits;
  rules: HopRules & ConnectionRules;
  userAgent: string;
  signal: AbortSignal;
}

const redirectStatuses = [301, 302, 303, 307, 308];
/** Other than 5xx: too early, too many, or too slow this time. */
const retryableStatuses = [408, 425, 429];

/** Asks for a document, and for those that the answers redirect to. Throws `OutboundError`. */
export async function followToDocument(given: string, context: Context): Promise<FetchedDocument> {
  const { limits, rules, userAgent, signal } = context;
  const headers = {
    ...{ accept: limits.accept, 'accept-encoding': acceptedEncodings, 'user-agent': userAgent },
  };
  let hop = firstHop(given, rules);
  for (let redirects = 0; ; redirects += 1) {
    const { url } = hop;
    const answer = await exchange(hop, { method: 'GET', headers }, { rules, signal }, async (response) => {
      const location = locationOf(response);
      return location === undefined ? readDocument(response, url, context) : { location };
    });
    if (!('location' in answer)) return answer;
    if (redirects === limits.maxRedirects) {
      throw new OutboundError('url-refused', `The URL redirects more than ${limits.maxRedirects} times`);
    }
    hop = nextHop(answer.location, hop, rules);
  }
}

function locationOf({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  if (!redirectStatuses.includes(statusCode) || headers.location === undefined) return undefined;
  // Node reads headers as Latin-1, and what isn't ASCII in a URL is UTF-8.
  return Buffer.from(headers.location, 'latin1').toString();
}

async function readDocument(
  response: IncomingMessage,
  url: URL,
  { limits, signal }: Context,
): Promise<FetchedDocument> {
  const { statusCode = 0, headers } = response;
  if (statusCode < 200 || statusCode > 299) {
    const isRetryable = statusCode >= 500 || retryableStatuses.includes(statusCode);
    throw new OutboundError('url-refused', `${url.host} answers with status ${statusCode}`, { isRetryable });
  }
  const contentType = headers['content-type'];
  assertAccepted(contentType, limits.contentTypes);
  const bytes = await readBody(response, { maxBytes: limits.maxBytes, signal });
  const fileName = fileNameOf(headers['content-disposition'], url);
  return { bytes, contentType, url: url.href, ...(fileName !== undefined && { fileName }) };
}

function assertAccepted(
  contentType = 'application/octet-stream',
  contentTypes: readonly RegExp[] | undefined,
): void {
  const type = contentType.replace(/;.*/s, '').trim().toLowerCase();
  // `search` begins at the start, also for an expression that remembers where it was.
  if (!contentTypes || contentTypes.some((accepted) => type.search(accepted) !== -1)) return;
  throw new OutboundError(
    'url-type-unsupported',
    `The document is of the type ${JSON.stringify(type.slice(0, 100))}, which isn't accepted`,
  );
}
