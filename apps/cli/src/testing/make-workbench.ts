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

/** A folder with notes.md in it, servers, and a way to run `factoria make notes.md` there. */
export interface Workbench {
  directory: string;
  startServer(options?: ContractServerOptions): Promise<ContractServer>;
  /** Runs against the server, named in the environment unless overridden. */
  make(
    server: ContractServer,
    words?: string[],
    overrides?: ContextOverrides,
  ): Promise<{ exitCode: number; stdout: string; stderr: string }>;
  close(): Promise<void>;
}

export async function openWorkbench(): Promise<Workbench> {
  const { path: directory, remove } = await makeTemporaryDirectory();
  await writeFile(join(directory, 'notes.md'), sourceText);
  const servers: ContractServer[] = [];
  return {
    directory,

    async startServer(options) {
      const server = await startContractServer(options);
      servers.push(server);
      return server;
    },

    async make(server, words = [], { environment, ...others } = {}) {
      const recorded = recordContext({
        directory,
        environment: { server: server.url, key: server.key, ...environment },
        ...others,
      });
      const exitCode = await runCommandLine(['make', 'notes.md', ...words], recorded.context);
      return { exitCode, stdout: recorded.stdout(), stderr: recorded.stderr() };
    },

    async close() {
      await Promise.all(servers.map((server) => server.close()));
      await remove();
    },
  };
}
