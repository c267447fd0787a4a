import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type Configuration, ConfigurationError } from './config.ts';

type Address = Pick<Configuration, 'port' | 'host'>;

const noAddress = ({ host }: Address) =>
  `HOST is ${JSON.stringify(host)}, which is no address of this machine; accepted: one of its addresses, like 127.0.0.1 or 0.0.0.0.`;

/** Why this machine refuses an address, by the system's code, as the line that the start ends with. */
const refusals: Record<string, (address: Address) => string> = {
  EADDRINUSE: ({ port }) =>
    `PORT is ${port}, which another program uses; accepted: a free port, or 0 to have one picked.`,
  EACCES: ({ port }) =>
    `PORT is ${port}, which this user may not open; accepted: a port above 1023, or 0 to have one picked.`,
  EADDRNOTAVAIL: noAddress,
  ENOTFOUND: noAddress,
};

/** Resolves with the server's URL once it listens. Throws `ConfigurationError` when the address can't be had. */
export function listen(server: Server, address: Address): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const refusal = refusals[error.code ?? ''];
      reject(refusal ? new ConfigurationError(refusal(address)) : error);
    });
    server.listen(address.port, address.host, () => resolve(urlOf(server, address.host)));
  });
}

/** An address that can be opened: a server that listens on all addresses is found on this machine's own. */
function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
