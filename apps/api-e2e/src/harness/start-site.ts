import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Site {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: string;
  close(): Promise<void>;
}

/** A web server of a test's own, on a free port of this machine. */
export async function startSite(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<Site> {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = String(typeof address === 'object' ? address?.port : '');
  return {
    ...{ url: `http://127.0.0.1:${port}`, port },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
