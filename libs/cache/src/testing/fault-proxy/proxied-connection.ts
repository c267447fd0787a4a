import { connect, type Socket } from 'node:net';

import { createDelayedWriter } from './delayed-writer.ts';
import { createItemReader, wordsOf } from './resp.ts';

/** What a connection is to do to what passes through it; the proxy changes it as the test goes on. */
export interface Faults {
  delayMilliseconds: number;
  isSilent: boolean;
  /** The error that a command is answered with instead of being passed on. */
  errorFor(words: string[]): string | undefined;
  /** How many bytes of the next reply are passed on before the connection breaks. */
  bytesBeforeCut: number | undefined;
}

export interface ProxiedConnection {
  /** Breaks it by a reset. */
  cut(): void;
  /** From now on it swallows everything, for good, as after a lost route. */
  silence(): void;
}

/** Between one client and Redis. Commands and replies pass whole, so that an answer made up here gets its right place. */
export function createProxiedConnection(
  client: Socket,
  port: number,
  faults: Faults,
  onCommand: (words: string[]) => void,
): ProxiedConnection {
  let isSilent = faults.isSilent;
  let isSubscriber = false;
  /** What the client waits for, in order: a reply of Redis, or one that is made up. */
  const awaited: ('reply' | Buffer)[] = [];
  // Else the end of a longer command waits for the system's next acknowledgement.
  const redis = connect({ port, host: '127.0.0.1', noDelay: true });
  const cut = () => {
    client.resetAndDestroy();
    redis.destroy();
  };
  const toClient = createDelayedWriter(
    (piece) => {
      if (!isSilent && !client.destroyed) client.write(piece);
    },
    () => faults.delayMilliseconds,
  );

  function reply(item: Buffer): void {
    if (faults.bytesBeforeCut === undefined) {
      toClient(item);
      return;
    }
    const beginning = item.subarray(0, faults.bytesBeforeCut);
    faults.bytesBeforeCut = undefined;
    redis.destroy();
    client.end(beginning);
  }

  function answerMadeUpOnes(): void {
    for (let next = awaited[0]; next !== undefined && next !== 'reply'; next = awaited[0]) {
      awaited.shift();
      reply(next);
    }
  }

  const readCommands = createItemReader();
  client.on('data', (piece: Buffer) => {
    for (const command of readCommands(piece)) {
      if (isSilent) continue;
      const words = wordsOf(command);
      onCommand(words);
      // What is published to a subscriber answers nothing: from here on replies are passed on uncounted.
      if (/^s?p?subscribe$/i.test(words[0] ?? '')) isSubscriber = true;
      const error = isSubscriber ? undefined : faults.errorFor(words);
      awaited.push(error === undefined ? 'reply' : Buffer.from(`${error}\r\n`));
      if (error === undefined) redis.write(command);
      else answerMadeUpOnes();
    }
  });
  const readReplies = createItemReader();
  redis.on('data', (piece: Buffer) => {
    for (const item of readReplies(piece)) {
      reply(item);
      if (isSubscriber) continue;
      awaited.shift();
      answerMadeUpOnes();
    }
  });

  for (const [socket, other] of [
    [client, redis],
    [redis, client],
  ] as const) {
    socket.on('error', () => undefined);
    // A silent connection doesn't say either that the other side has gone.
    socket.on('close', () => {
      if (!isSilent || socket === client) other.destroy();
    });
  }
  return {
    cut,
    silence() {
      isSilent = true;
    },
  };
}
