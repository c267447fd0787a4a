import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';

import { type Hop, notPublic } from './allowed-hop.ts';
import { OutboundError } from './outbound-error.ts';

/** All addresses of a name, as `dns.promises.lookup` gives them with `all`. */
export type LookUp = (hostname: string) => Promise<readonly { address: string; family: number }[]>;

export interface ConnectionRules {
  lookup: LookUp;
  /** Whether a literal address may be connected to. */
  isAllowed: (address: string) => boolean;
}

/** How long an address is tried while there are others. */
const attemptMilliseconds = 1000;
const maxAttempts = 4;

/**
 * Connects to the host of a hop, with TLS for https. A name is looked up once, refused if any of its addresses isn't
 * allowed, and connected to by one of those very addresses: whatever it stands for a moment later doesn't matter. Node
 * never gets to see a name that it could look up again. No proxy is used, whatever the environment says.
 */
export async function openConnection(hop: Hop, rules: ConnectionRules, signal: AbortSignal): Promise<Socket> {
  const socket = await connectToFirst(await allowedAddresses(hop, rules, signal), hop, signal);
  try {
    // Before the first byte is sent, and before one is read.
    if (!rules.isAllowed(socket.remoteAddress ?? '')) throw notPublic(hop);
    return hop.url.protocol === 'https:' ? await secure(socket, hop, signal) : socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function allowedAddresses(hop: Hop, rules: ConnectionRules, signal: AbortSignal): Promise<string[]> {
  const found =
    isIP(hop.host) === 0 ? await unlessAborted(rules.lookup(hop.host), signal) : [{ address: hop.host }];
  const addresses = found.map(({ address }) => address);
  // No picking: a name with one address inside and one outside is either broken or an attack.
  if (!addresses.every((address) => rules.isAllowed(address))) throw notPublic(hop);
  return addresses.slice(0, maxAttempts);
}

async function connectToFirst(addresses: readonly string[], hop: Hop, signal: AbortSignal): Promise<Socket> {
  let cause: unknown;
  for (const [index, address] of addresses.entries()) {
    const isLast = index === addresses.length - 1;
    const socket = connect({ host: address, port: hop.port });
    // It may break when nobody waits for anything.
    socket.on('error', () => {});
    if (!isLast) {
      socket.setTimeout(attemptMilliseconds, () => socket.destroy(new Error(`${address} doesn't answer`)));
    }
    try {
      await once(socket, 'connect', { signal });
      return socket.setTimeout(0);
    } catch (error) {
      socket.destroy();
      signal.throwIfAborted();
      cause = error;
    }
  }
  throw new OutboundError('url-unreachable', `${hop.host} can't be connected to`, {
    ...{ isRetryable: true, cause },
  });
}

async function secure(socket: Socket, hop: Hop, signal: AbortSignal): Promise<Socket> {
  const secured = connectSecurely({
    ...{ socket, host: hop.host, ALPNProtocols: ['http/1.1'] },
    // Said here, so that no variable of the environment can unsay it.
    rejectUnauthorized: true,
    // Addresses are compared with the certificate, but never sent as a server's name (RFC 6066, section 3).
    ...(isIP(hop.host) === 0 && { servername: hop.host }),
  });
  secured.on('error', () => {});
  try {
    await once(secured, 'secureConnect', { signal });
    return secured;
  } catch (cause) {
    signal.throwIfAborted();
    const isCertificateWrong = Boolean(secured.authorizationError);
    throw new OutboundError(
      'url-unreachable',
      isCertificateWrong
        ? `${hop.host} shows a certificate that isn't valid for it`
        : `${hop.host} can't be connected to with TLS`,
      { isRetryable: !isCertificateWrong, cause },
    );
  }
}

/** For what can't be aborted itself. */
function unlessAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    result.then(resolve, reject);
  });
}
