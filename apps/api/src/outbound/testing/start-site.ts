import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

export interface Site {
  port: number;
  /** `http://127.0.0.1:<port><path>`, or with another host or scheme. */
  url(path?: string, more?: { host?: string; scheme?: string }): string;
  /** How many were ever opened. */
  readonly connections: number;
  /** Resolves when those who connected have closed all connections, and no sooner: it doesn't break them. */
  left(): Promise<void>;
  /** Stops, when all have left. */
  close(): Promise<void>;
}

/** Any kind of server, on a free port of this machine. */
export async function startSite(server: Server): Promise<Site> {
  const closures: Promise<void>[] = [];
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    closures.push(new Promise((resolve) => socket.once('close', () => resolve())));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const left = async () => void (await Promise.all(closures));
  return {
    port,
    url: (path = '/', { host = '127.0.0.1', scheme = 'http' } = {}) => `${scheme}://${host}:${port}${path}`,
    get connections() {
      return closures.length;
    },
    left,
    async close() {
      await left();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}
