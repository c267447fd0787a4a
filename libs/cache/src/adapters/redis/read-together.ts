import type { RedisClient } from './connection/redis-connection.ts';

interface Wanted {
  name: string;
  resolve: (value: Buffer | null) => void;
  reject: (error: unknown) => void;
}

/** So many values of the usual size are there well within a command's time. */
const mostTogether = 32;

/**
 * Asks for all values that are wanted in one turn of the event loop by one MGET: a command costs a process more than the
 * value that it brings. A Cluster keeps its keys in several places, so there each is asked for by itself.
 *
 * What is there and no text counts as nothing when it is asked for among others; alone it fails with `WRONGTYPE`.
 */
export function createReadTogether(): (client: RedisClient, name: string) => Promise<Buffer | null> {
  let wanted: Wanted[] = [];

  const send = (client: RedisClient) => {
    const batch = wanted;
    wanted = [];
    const [first] = batch;
    if (first === undefined) return;
    if (batch.length === 1) {
      client.getBuffer(first.name).then(first.resolve, first.reject);
      return;
    }
    client.mgetBuffer(batch.map(({ name }) => name)).then(
      (values) => batch.forEach(({ resolve }, index) => resolve(values[index] ?? null)),
      (error: unknown) => batch.forEach(({ reject }) => reject(error)),
    );
  };

  return (client, name) => {
    if ('nodes' in client) return client.getBuffer(name);
    return new Promise((resolve, reject) => {
      if (wanted.length === 0) process.nextTick(send, client);
      wanted.push({ name, resolve, reject });
      if (wanted.length === mostTogether) send(client);
    });
  };
}
