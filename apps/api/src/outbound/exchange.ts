import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import type { Socket } from 'node:net';

import type { Hop } from './allowed-hop.ts';
import { type ConnectionRules, openConnection } from './open-connection.ts';
import { OutboundError } from './outbound-error.ts';

export interface Message {
  method: 'GET' | 'POST';
  headers: OutgoingHttpHeaders;
  body?: string | Uint8Array;
}

const maxHeaderBytes = 16 * 1024;

/**
 * Sends one message on a connection of its own, and closes that when `use` is through with the answer, however much of
 * it is left. Throws `OutboundError` for whatever the other side does; what is thrown once the signal is aborted is for
 * the caller to tell.
 */
export async function exchange<T>(
  hop: Hop,
  message: Message,
  { rules, signal }: { rules: ConnectionRules; signal: AbortSignal },
  use: (response: IncomingMessage) => T | Promise<T>,
): Promise<T> {
  let socket: Socket | undefined;
  try {
    socket = await openConnection(hop, rules, signal);
    return await use(await send(socket, hop, message, signal));
  } catch (error) {
    throw asOutboundError(error, hop);
  } finally {
    socket?.destroy();
  }
}

function send(
  socket: Socket,
  { url }: Hop,
  { method, headers, body }: Message,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      ...{ method, path: url.pathname + url.search, signal },
      headers: { ...headers, host: url.host, connection: 'close' },
      // With this and no agent, the connection is used for nothing else.
      createConnection: () => socket,
      ...{ maxHeaderSize: maxHeaderBytes, insecureHTTPParser: false },
    });
    outgoing.once('response', resolve);
    // Stays, for a connection that breaks after the answer has begun is told to both sides.
    outgoing.on('error', reject);
    // Without an error, as after a switch to another protocol (101), which Node answers by closing.
    outgoing.once('close', () => reject(new Error('The connection was closed without an answer')));
    outgoing.end(body);
  });
}

/** What the system says about a name that doesn't exist: asking again is of no use. */
const unknownHostCodes = ['ENOTFOUND', 'ENODATA', 'EAI_NONAME'];

/** A mistake of this program, like a header that can't be sent, is not passed off as one of the other side. */
const programErrors = ['TypeError', 'RangeError', 'ReferenceError'];

function asOutboundError(error: unknown, { host }: Hop): unknown {
  if (error instanceof OutboundError || !Error.isError(error) || programErrors.includes(error.name))
    return error;
  const code = 'code' in error ? String(error.code) : '';
  const failure = (errorCode: OutboundError['code'], message: string, isRetryable: boolean) =>
    new OutboundError(errorCode, `${host} ${message}`, { isRetryable, cause: error });
  if (unknownHostCodes.includes(code)) return failure('url-unreachable', 'is no known host', false);
  if (code.startsWith('EAI_')) return failure('url-unreachable', "can't be looked up at the moment", true);
  if (code.startsWith('HPE_'))
    return failure('url-unreachable', 'answers with something else than HTTP', false);
  // zlib's codes, and Brotli's.
  if (/^(Z_|ERR__|ERR_BROTLI)/.test(code)) {
    return failure('url-type-unsupported', "sent a body that can't be decompressed", false);
  }
  return failure('url-unreachable', 'broke the connection before its answer was whole', true);
}
