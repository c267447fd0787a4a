import { fileURLToPath } from 'node:url';

import type { StartedProgram, Workplace } from '../workplace.ts';
import { saidBy } from '../said-by.ts';

const probe = new URL('./event-loop-probe.ts', import.meta.url).href;
const program = fileURLToPath(new URL('../../../../apps/api/bin/server.js', import.meta.url));
const key = 'bench-key-0123456789-0123456789';

export interface BenchedServer {
  url: string;
  key: string;
  pid: number;
  /** Sends JSON, or nothing, and returns the JSON of the answer. @throws Error for an answer that is no success */
  request(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>;
  /** How long its event loop was held up since the last time, in milliseconds, and its most memory so far. */
  probe(): Promise<ProbeFigures>;
  end(): Promise<void>;
}

export interface ProbeFigures {
  longest: number;
  p99: number;
  maxRssMegabytes: number;
}

/** The API as its own process on a free port, with an event loop that can be looked at. */
export async function startServer(
  workplace: Workplace,
  environment: Record<string, string> = {},
): Promise<BenchedServer> {
  const started = workplace.start(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', probe, program],
    {
      env: {
        ...process.env,
        ...{ PORT: '0', DATA_DIR: workplace.makeFolder('data'), FACTORIA_API_KEY: key, LOG_LEVEL: 'error' },
        ...environment,
      },
    },
  );
  const url = (await saidBy(started, 'stdout', 'La Factoria is at ')).split(' ').at(-1) ?? '';
  // Whoever writes to a pipe that nobody reads has to wait in the end.
  started.child.stderr.resume();
  started.child.stdout.resume();
  return {
    ...{ url, key, pid: started.child.pid ?? 0 },
    async request(method, path, body) {
      const response = await fetch(`${url}${path}`, {
        method,
        // A connection that is kept may be closed by the server in the moment in which it is used again.
        headers: {
          Authorization: `Bearer ${key}`,
          'Content-Type': 'application/json',
          Connection: 'close',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    probe: () => probed(started),
    end: () => started.end(),
  };
}

async function probed(started: StartedProgram): Promise<ProbeFigures> {
  const said = saidBy(started, 'stderr', 'event-loop ');
  started.child.kill('SIGUSR2');
  return JSON.parse((await said).replace('event-loop ', ''));
}
