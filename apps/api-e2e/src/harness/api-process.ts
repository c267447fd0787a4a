import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../../../..', import.meta.url));
const main = fileURLToPath(new URL('../../../api/bin/server.js', import.meta.url));

export interface ApiProcess {
  url: string;
  key: string;
  dataDirectory: string;
  /** All that the process has written to standard output and to standard error so far. */
  output: { stdout: string; stderr: string };
  /** Ends it with a signal; resolves once it and what it started are gone, with its exit code, null if killed. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
  /** Reads no more of its output, so that what it writes from now on fails. */
  hangUp(): void;
}

export interface ApiOptions {
  /** A folder of an earlier process, to start again on its data. */
  dataDirectory?: string;
  environment?: Record<string, string>;
  /** What starts it, in the workspace's folder. @default Node with the API's bin/server.js */
  command?: readonly [string, ...string[]];
}

const started = new Set<ChildProcess>();
const folders = new Set<string>();

/** Starts the API as its own process on a free port, and waits until it has printed its address. */
export async function startApi(options: ApiOptions = {}): Promise<ApiProcess> {
  const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'factoria-e2e-')));
  folders.add(dataDirectory);
  const key = 'e2e-key-0123456789-0123456789';
  const environment = {
    ...{ PORT: '0', DATA_DIR: dataDirectory, FACTORIA_API_KEY: key },
    // Most tests are not about limits, and ask for much from one address.
    ...{ RATE_LIMIT_POINTS: '1000000', AUTH_FAILURES_PER_MINUTE: '1000000' },
    ...options.environment,
  };
  const child = spawnApi(environment, options.command);
  const output = collect(child);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const found = /^La Factoria is at (\S+)$/.exec(line)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The API ended with ${code}: ${output.stderr}`)));
  });
  return {
    ...{ url, key, dataDirectory, output },
    async end(signal) {
      // Not before its output is closed: what it has started holds that open as well.
      const closed = once(child, 'close');
      child.kill(signal);
      const [code] = await closed;
      return code;
    },
    hangUp() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
}

/** Starts the API with settings that it should refuse, and resolves with how it ended. */
export async function runApiToItsEnd(
  environment: Record<string, string>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawnApi(environment);
  const output = collect(child);
  const [code] = await once(child, 'close');
  return { code, ...output };
}

/** Ends whatever a test has left running, and removes the data. Call it in `afterAll`. */
export async function endAllApis(): Promise<void> {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  started.clear();
  await Promise.all([...folders].map((folder) => rm(folder, { recursive: true, force: true })));
  folders.clear();
}

/** Only PATH is handed on: the developer's own settings must not change what is tested. */
function spawnApi(
  environment: Record<string, string>,
  [program, ...words]: readonly [string, ...string[]] = [process.execPath, main],
) {
  const child = spawn(program, words, {
    cwd: workspace,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  return child;
}

function collect(child: ReturnType<typeof spawnApi>): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output.stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output.stderr += chunk));
  return output;
}
