import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface KeyServer {
  url: string;
  /** Requests that have come. */
  readonly fetches: number;
  /** From the next request on. */
  answerWith(answer: RequestListener): void;
  /** Breaks what is under way; who connects from then on is refused. */
  close(): Promise<void>;
}

/** Answers with a set of these keys, which may be kept for an hour unless `headers` say otherwise. */
export const keySetOf =
  (
    keys: readonly unknown[],
    headers: Record<string, string> = { 'Cache-Control': 'public, max-age=3600' },
  ): RequestListener =>
  (_incoming, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify({ keys }));
  };

/** A key server as Google's, on a free port of this machine. */
export async function startKeyServer(answer: RequestListener): Promise<KeyServer> {
  let fetches = 0;
  let current = answer;
  const server = createServer((incoming, response) => {
    fetches += 1;
    current(incoming, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/oauth2/v3/certs`,
    get fetches() {
      return fetches;
    },
    answerWith(next) {
      current = next;
    },
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
