import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Breaks what is under way. */
  close(): Promise<void>;
}

/** HTTP on a free port of this machine. The connection of an answer that fails is broken. */
export async function startLoopbackServer(
  answer: (incoming: IncomingMessage, response: ServerResponse) => unknown,
): Promise<LoopbackServer> {
  const server = createServer({ noDelay: true }, async (incoming, response) => {
    try {
      await answer(incoming, response);
    } catch {
      response.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The object that a body holds; undefined if it holds none. */
export async function readObject(incoming: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const body: unknown = await json(incoming).catch(() => undefined);
  return typeof body === 'object' && body !== null ? { ...body } : undefined;
}

/** How many requests are under way at once. */
export interface Traffic {
  readonly atOnce: number;
  readonly mostAtOnce: number;
  /** Counts one until its connection breaks, or it leaves. */
  enter(response: ServerResponse): void;
  /** To be called before the last bytes: who has them may ask the next before anything is heard of it here. */
  leave(response: ServerResponse): void;
}

export function createTraffic(): Traffic {
  const inside = new Set<ServerResponse>();
  let mostAtOnce = 0;
  const leave = (response: ServerResponse) => void inside.delete(response);
  return {
    get atOnce() {
      return inside.size;
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
    enter(response) {
      inside.add(response);
      mostAtOnce = Math.max(mostAtOnce, inside.size);
      response.once('close', () => leave(response));
    },
    leave,
  };
}
