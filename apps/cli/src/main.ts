import { setTimeout as wait } from 'node:timers/promises';
import { debuglog } from 'node:util';

import packageJson from '../package.json' with { type: 'json' };
import type { CliEnvironment } from './command-context.ts';
import { CliError } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import type { ServeApi, StartApi } from './ports/start-api.ts';
import { runCommandLine } from './run-command-line.ts';

const { env } = process;
// Under npm a server ends with its parent, since npm doesn't hand signals on.
const parent = env.npm_lifecycle_event === undefined ? undefined : process.ppid;

const environment: CliEnvironment = {
  server: env.FACTORIA_SERVER || undefined,
  key: env.FACTORIA_API_KEY || undefined,
  color: !env.NO_COLOR,
  cursor: env.TERM !== 'dumb',
  unicode: /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || 'UTF-8') && env.TERM !== 'linux',
};

// The API is loaded only when it is needed: help, errors and a running server don't wait for it.
const startApi: StartApi = async () => {
  const { readConfiguration, startServer } = await import('@la-factoria/api');
  return configured(() => {
    const settings = { ...env, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: env.LOG_LEVEL ?? 'silent' };
    return startServer(readConfiguration(settings));
  });
};

const serveApi: ServeApi = async () => {
  const { readConfiguration, runUntilSignal, startServer } = await import('@la-factoria/api');
  await configured(async () => {
    const configuration = readConfiguration(env);
    const server = await startServer(configuration);
    const keyFile =
      configuration.apiKey === undefined ? `${configuration.dataDirectory}/api-key` : 'FACTORIA_API_KEY';
    await runUntilSignal(server, {
      keyFile,
      print: (line) => console.log(line),
      parent,
    });
  });
};

async function configured<Result>(start: () => Promise<Result>): Promise<Result> {
  try {
    return await start();
  } catch (error) {
    const isConfigurationError = error instanceof Error && error.name === 'ConfigurationError';
    throw isConfigurationError
      ? new CliError('configuration-invalid', error.message, { cause: error })
      : error;
  }
}

const interruption = new AbortController();
const signals = ['SIGINT', 'SIGTERM'] as const;
for (const signal of signals) {
  process.on(signal, () => {
    // Who asks twice doesn't want to wait for a clean end.
    if (interruption.signal.aborted) process.exit(exitCodes.interrupted);
    interruption.abort();
  });
}
// `factoria jobs | head` closes the pipe early: that is no error, but nobody reads on. A server still has jobs to finish.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exit(exitCodes.failed);
  if (process.argv[2] !== 'serve') process.exit(exitCodes.done);
});

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    version: packageJson.version,
    environment,
    // npm moves to the folder of its package.json; paths are meant from where the user is.
    directory: (env.npm_lifecycle_event === 'factoria' && env.INIT_CWD) || process.cwd(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    interruption: interruption.signal,
    now: () => Date.now(),
    elapsedSeconds: () => performance.now() / 1000,
    wait: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
    startApi,
    serveApi,
  });
} catch (error) {
  // NODE_DEBUG=factoria shows where it came from.
  debuglog('factoria')('%o', error);
  process.stderr.write(`factoria: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitCodes.failed;
}
