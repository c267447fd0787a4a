import { createServer } from 'node:http';

import type { ThreadedWriter } from '@la-factoria/content/threaded-extractive-writer';
import type { Logger } from 'pino';

import { type CloudServices, compose } from './compose.ts';
import type { Configuration } from './config.ts';
import { answerBrokenRequests } from './http/answer-broken-request.ts';
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

/** Headers are short: who takes longer holds a connection for nothing. */
const maxHeaderSeconds = 10;

/** Composes the API and listens. Throws `ConfigurationError` when a setting doesn't fit this machine. */
export async function serve(
  configuration: Configuration,
  threadedWriter: ThreadedWriter | undefined,
  logger: Logger,
  services: CloudServices,
): Promise<RunningServer> {
  const factory = await compose(configuration, threadedWriter, logger, services);
  const { requestSeconds } = configuration.limits;
  const server = createServer(
    {
      requestTimeout: requestSeconds * 1000,
      headersTimeout: Math.min(requestSeconds, maxHeaderSeconds) * 1000,
      connectionsCheckingInterval: Math.min(5000, (requestSeconds * 1000) / 2),
    },
    factory.app,
  );
  answerBrokenRequests(server);
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
