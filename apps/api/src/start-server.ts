import { createThreadedExtractiveWriter } from '@la-factoria/content/threaded-extractive-writer';

import type { CloudServices } from './compose.ts';
import type { Configuration } from './config.ts';
import type { RunningServer } from './server.ts';

/**
 * Starts the API with everything that it needs, and resolves once it listens. Throws `ConfigurationError` when a
 * setting does not fit this machine, such as a port that is taken.
 *
 * @param services what a test brings along in place of a cloud's own
 *
 * The extractive writer takes longest to load, in a thread of its own: it begins before the rest is even imported.
 */
export async function startServer(
  configuration: Configuration,
  services: CloudServices = {},
): Promise<RunningServer> {
  const writer = configuration.writer.kind === 'extractive' ? createThreadedExtractiveWriter() : undefined;
  writer?.warmUp();
  try {
    const [{ serve }, { createLogger }] = await Promise.all([
      import('./server.ts'),
      import('./create-logger.ts'),
    ]);
    return await serve(configuration, writer, createLogger(configuration), services);
  } catch (error) {
    await writer?.close();
    throw error;
  }
}
