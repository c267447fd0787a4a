import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runCommandLine } from '../run-command-line.ts';
import { type ContextOverrides, recordContext } from './command-context.ts';
import {
  buildJob,
  type ContractServer,
  type ContractServerOptions,
  startContractServer,
} from './contract-server.ts';
import { makeTemporaryDirectory } from './temporary-directory.ts';

export const sourceText = 'The tide comes in twice a day, and goes out twice a day.\n';
export const voiceFailure = { code: 'voice-failed', message: 'The voice broke.', isRetryable: true };
export const jobWithAudio = buildJob({ audio: { status: 'completed', progress: 1, durationSeconds: 61 } });

/** What may be said of an order, a webhook aside, on the command line and in the request. */
export const optionWords =
  '--audio --materials faqs --title T --language de --target-minutes 5 --audience A --level beginner --max-cost 0.25 --no-cache'.split(
    ' ',
  );
export const optionFields = {
  ...{ audio: true, useCache: false, materials: ['faqs'], language: 'de', audience: 'A', level: 'beginner' },
  ...{ targetMinutes: 5, maxCostUsd: 0.25 },
};

type Made = Promise<{ exitCode: number; stdout: string; stderr: string }>;

/** A folder with notes.md in it, servers, and a way to run `factoria make notes.md` there. */
export interface Workbench {
  directory: string;
  startServer(options?: ContractServerOptions): Promise<ContractServer>;
  /** Runs against the server, named in the environment unless overridden. */
  make(server: ContractServer, words?: string[], overrides?: ContextOverrides): Made;
  /** The same for another source, which the words begin with. */
  makeOf(server: ContractServer, words: string[], overrides?: ContextOverrides): Made;
  close(): Promise<void>;
}

export async function openWorkbench(): Promise<Workbench> {
  const { path: directory, remove } = await makeTemporaryDirectory();
  await writeFile(join(directory, 'notes.md'), sourceText);
  const servers: ContractServer[] = [];

  const makeOf: Workbench['makeOf'] = async (server, words, { environment, ...others } = {}) => {
    const recorded = recordContext({
      directory,
      environment: { server: server.url, key: server.key, ...environment },
      ...others,
    });
    const exitCode = await runCommandLine(['make', ...words], recorded.context);
    return { exitCode, stdout: recorded.stdout(), stderr: recorded.stderr() };
  };

  return {
    ...{ directory, makeOf },
    make: (server, words = [], overrides = {}) => makeOf(server, ['notes.md', ...words], overrides),

    async startServer(options) {
      const server = await startContractServer(options);
      servers.push(server);
      return server;
    },

    async close() {
      await Promise.all(servers.map((server) => server.close()));
      await remove();
    },
  };
}
