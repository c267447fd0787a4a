import { afterEach } from '@jest/globals';

/** Starts servers in tests, and closes them after each. Call it at the top level of a file. */
export function serversOfTests<Options, Server extends { close(): Promise<void> }>(
  startServer: (options?: Options) => Promise<Server>,
): (options?: Options) => Promise<Server> {
  const servers: Server[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  return async (options?: Options) => {
    const server = await startServer(options);
    servers.push(server);
    return server;
  };
}
