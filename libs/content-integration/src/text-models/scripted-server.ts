import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text as readText } from 'node:stream/consumers';

/** What comes back as it stands, or what becomes of the connection. */
export type ScriptedReply =
  | { status: number; headers?: Record<string, string>; body: string }
  | 'reset'
  | { brokenOff: string }
  | 'hang';

export interface ReceivedRequest {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that gives each request the next of its replies, and 500 when there is none left. */
export async function startScriptedServer() {
  const replies: ScriptedReply[] = [];
  const requests: ReceivedRequest[] = [];
  let waiting: { count: number; resolve: () => void }[] = [];
  let isClosed = false;

  const server = createServer(async (request, response) => {
    const body = await readText(request);
    requests.push({ url: request.url ?? '', headers: request.headers, body });
    const reply = replies.shift() ?? { status: 500, body: 'No reply was prepared.' };
    for (const { resolve } of waiting.filter(({ count }) => count <= requests.length)) resolve();
    waiting = waiting.filter(({ count }) => count > requests.length);
    if (reply === 'hang') return;
    if (reply === 'reset') return request.socket.resetAndDestroy();
    if ('brokenOff' in reply) {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': reply.brokenOff.length,
      });
      response.write(reply.brokenOff.slice(0, reply.brokenOff.length / 2), () => request.socket.destroy());
      return;
    }
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    reply: (reply: ScriptedReply) => void replies.push(reply),
    arrived: (count: number) =>
      requests.length >= count
        ? Promise.resolve()
        : new Promise<void>((resolve) => waiting.push({ count, resolve })),
    async close(): Promise<void> {
      if (isClosed) return;
      isClosed = true;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
