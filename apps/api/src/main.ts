import { join } from 'node:path';

import { ConfigurationError, readConfiguration } from './config.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { startServer } from './start-server.ts';

// Under npm the server ends with its parent: see `RunOptions`.
const parent = process.env['npm_lifecycle_event'] === undefined ? undefined : process.ppid;

// Who read the output may have gone first, as `tee` does on Ctrl-C: that must not keep what runs from finishing.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  const configuration = readConfiguration(process.env);
  const server = await startServer(configuration);
  const keyFile =
    configuration.apiKey === undefined ? join(configuration.dataDirectory, 'api-key') : 'FACTORIA_API_KEY';
  await runUntilSignal(server, {
    keyFile,
    print: (line) => console.log(line),
    parent,
  });
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
