import { createServer } from 'node:http';

import type { ThreadedWriter } from '@la-factoria/content/threaded-extractive-writer';
import type { Logger } from 'pino';

import { compose } from './compose.ts';
import type { Configuration } from './config.ts';
import { listen } from './listen.ts';

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
  threadedWriter: ThreadedWriter | undefined,
  logger: Logger,
): Promise<RunningServer> {
  const factory = await compose(configuration, threadedWriter, logger);
  const server = createServer(factory.app);
  const url = await listen(server, configuration)
    .then(async (address) => {
      await factory.start();
      return address;
    })
    .catch(async (error: unknown) => {
      server.close();
      await factory.stop();
      throw error;
    });
  server.on('error', (error) => logger.error({ err: error }, 'the server met an error'));
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
