import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

import { createProxiedConnection, type Faults, type ProxiedConnection } from './proxied-connection.ts';

export interface FaultProxy {
  readonly port: number;
  readonly url: string;
  /** How many connections are open. */
  readonly connections: number;
  /** The names of all commands that came, in capitals, handshakes and PINGs included. */
  readonly commands: readonly string[];
  /** Every reply comes so much later. */
  delay(milliseconds: number): void;
  /** Resets all connections; new ones are taken. */
  cut(): void;
  /** Passes so many bytes of the next reply on, and ends that connection. */
  cutReplyAfter(bytes: number): void;
  /** New connections are refused, until `heal`. */
  refuse(): void;
  /** Nothing passes any more, either way, and nothing is closed. New connections are taken and stay silent, until `heal`. */
  halfOpen(): void;
  /**
   * Commands aren't passed on but answered with an error, at their place among the replies. Not those of a line that has
   * subscribed.
   * @param command a name, or what tells from the words of a command
   * @param errorLine for instance `-LOADING Redis is loading the dataset in memory`
   */
  answer(command: string | ((words: string[]) => boolean), errorLine: string): void;
  /** Ends all faults. A connection that was half open stays dead, as it would be. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

/** A proxy before the Redis at this port of 127.0.0.1, to break what passes through it. */
export async function startFaultProxy({ port: redisPort }: { port: number }): Promise<FaultProxy> {
  const open = new Set<ProxiedConnection>();
  const commands: string[] = [];
  let rules: { matches: (words: string[]) => boolean; errorLine: string }[] = [];
  const faults: Faults = {
    delayMilliseconds: 0,
    isSilent: false,
    bytesBeforeCut: undefined,
    errorFor: (words) => rules.find(({ matches }) => matches(words))?.errorLine,
  };
  const listen = async (port: number): Promise<Server> => {
    const server = createServer({ noDelay: true }, (client) => {
      const connection = createProxiedConnection(client, redisPort, faults, ([name = '']) => {
        commands.push(name.toUpperCase());
      });
      open.add(connection);
      client.on('close', () => open.delete(connection));
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`No port but ${address}.`);
  const { port } = address;
  const cut = () => open.forEach((connection) => connection.cut());

  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    get connections() {
      return open.size;
    },
    commands,
    cut,
    delay(milliseconds) {
      faults.delayMilliseconds = milliseconds;
    },
    cutReplyAfter(bytes) {
      faults.bytesBeforeCut = bytes;
    },
    refuse() {
      // Its callback waits for the open connections, which may stay; the port is free at once.
      server.close();
    },
    halfOpen() {
      faults.isSilent = true;
      open.forEach((connection) => connection.silence());
    },
    answer(command, errorLine) {
      const matches =
        typeof command === 'string'
          ? ([name = '']: string[]) => name.toUpperCase() === command.toUpperCase()
          : command;
      rules.push({ matches, errorLine });
    },
    async heal() {
      faults.delayMilliseconds = 0;
      faults.isSilent = false;
      faults.bytesBeforeCut = undefined;
      rules = [];
      if (!server.listening) server = await listen(port);
    },
    async close() {
      cut();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}
