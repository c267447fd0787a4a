import { execFileSync } from 'node:child_process';

import { describe, expect, test } from '@jest/globals';

/** Runs a module in a process of its own, and tells which of these packages it loaded. */
function packagesLoadedBy(script: string): string[] {
  const recorder = `
    import { registerHooks } from 'node:module';
    const loaded = new Set();
    registerHooks({
      resolve(specifier, context, next) {
        const [name] = /^(@google-cloud\\/tasks|@grpc\\/grpc-js|google-gax)/.exec(specifier) ?? [];
        if (name) loaded.add(name);
        return next(specifier, context);
      },
    });
    ${script}
    process.stdout.write(JSON.stringify([...loaded].sort()));
    process.exit();
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', recorder], {
    cwd: import.meta.dirname,
    env: {},
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

const makeQueue = `
  const { createCloudTasksQueue } = await import('./cloud-tasks.ts');
  const queue = createCloudTasksQueue({
    project: 'factoria', location: 'europe-west1', queue: 'jobs', workerUrl: 'https://worker.example/',
    serviceAccountEmail: 'worker@factoria.example', clientOptions: { apiKey: 'none', port: 1 },
  });
`;
const loadServer =
  "const { startCloudTasksServer } = await import('./testing/cloud-tasks-server/start-cloud-tasks-server.ts');";

describe('loading what is slow to load', () => {
  test('when a queue is made and the server for tests is at hand, neither SDK nor gRPC is loaded', () => {
    expect(packagesLoadedBy(makeQueue + loadServer)).toEqual([]);
  });

  test('when the server is started, they are', () => {
    expect(packagesLoadedBy(`${loadServer} await startCloudTasksServer();`)).toEqual(
      expect.arrayContaining(['@google-cloud/tasks', '@grpc/grpc-js']),
    );
  });
});
