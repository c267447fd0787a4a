import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ThreadedWriter } from '@la-factoria/content/threaded-extractive-writer';
import type { Logger } from 'pino';

import { compose } from './compose.ts';
import { type Configuration, ConfigurationError } from './config.ts';

export interface RunningServer {
  /** `http://127.0.0.1:3000` */
  url: string;
  key: string;
  /** Whether the key was made at this start. */
  isNewKey: boolean;
  /** Takes no more requests, finishes or releases running jobs within ten seconds, and closes everything. */
  close(): Promise<void>;
}

/** Composes the API and listens. Throws `ConfigurationError` when a setting doesn't fit this machine. */
export async function serve(
  configuration: Configuration,
  writer: ThreadedWriter,
  logger: Logger,
): Promise<RunningServer> {
  const factory = await compose(configuration, writer, logger);
  const server = createServer(factory.app);
  try {
    await listen(server, configuration);
  } catch (error) {
    await factory.stop();
    throw error;
  }
  await factory.start();
  const url = addressOf(server, configuration.host);
  logger.info({ url }, 'listening');
  return {
    ...{ url, key: factory.key.key, isNewKey: factory.key.isNew },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await factory.stop();
      server.closeAllConnections();
      await closed;
      logger.info('stopped');
    },
  };
}

function listen(server: Server, { port, host }: Configuration): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new ConfigurationError(
            `PORT is ${port}, which another program uses; accepted: a free port, or 0 to have one picked.`,
          ),
        );
      } else if (error.code === 'EACCES') {
        reject(
          new ConfigurationError(
            `PORT is ${port}, which this user may not open; accepted: a port above 1023, or 0 to have one picked.`,
          ),
        );
      } else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
        reject(
          new ConfigurationError(
            `HOST is ${JSON.stringify(host)}, which is no address of this machine; accepted: one of its addresses, like 127.0.0.1 or 0.0.0.0.`,
          ),
        );
      } else {
        reject(error);
      }
    });
    server.listen(port, host, resolve);
  });
}

/** An address that can be opened: a server that listens on all addresses is found on this machine's own. */
function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
