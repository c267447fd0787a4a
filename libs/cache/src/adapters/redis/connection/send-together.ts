import type { RedisClient } from './redis-connection.ts';

/**
 * Lets what a client sends in one turn of the event loop leave in one piece: a system call costs more than all else that
 * is done for a command. @returns to be called before each command
 */
export function sendTogether(client: RedisClient): () => void {
  let isHeld = false;
  return () => {
    // A Cluster has a line for each of its nodes; ioredis-mock has none.
    const stream = 'stream' in client ? client.stream : undefined;
    if (isHeld || stream?.writable !== true) return;
    isHeld = true;
    stream.cork();
    process.nextTick(() => {
      isHeld = false;
      stream.uncork();
    });
  };
}
