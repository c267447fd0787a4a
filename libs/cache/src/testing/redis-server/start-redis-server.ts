import { freePort } from './free-port.ts';
import { isRedisServerInstalled } from './is-redis-server-installed.ts';
import { type RedisProcess, startRedisProcess } from './start-redis-process.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

/** Of redis.conf, for instance `{ maxmemory: '2mb', replicaof: '127.0.0.1 6379' }`. */
export type RedisSettings = Readonly<Record<string, string | number>>;

export interface RedisServerOptions {
  settings?: RedisSettings;
  /** @default a free one */
  port?: number;
}

export interface RedisServer {
  readonly port: number;
  /** `redis://127.0.0.1:<port>`, without a password. */
  readonly url: string;
  /** Of the process that runs, or ran last. */
  readonly pid: number;
  /** Stops it in its tracks: its port takes connections, and nothing is answered. */
  freeze(): void;
  thaw(): void;
  /** SIGKILL. Its port refuses connections from then on. */
  kill(): Promise<void>;
  /**
   * Kills it if it runs, and starts it on the same port.
   * @param options settings to add; `waits` false: it takes connections, and may still load its data
   */
  restart(options?: { settings?: RedisSettings; waits?: boolean }): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/**
 * A Redis of one's own on 127.0.0.1, empty, that keeps nothing on disk. It ends with the process that started it.
 * @returns undefined when no `redis-server` is installed
 */
export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer | undefined> {
  if (!isRedisServerInstalled()) return undefined;
  const port = options.port ?? (await freePort());
  // Also a Redis that saves nothing reads the dump that it finds, and a replica writes one.
  const folder = await createTemporaryFolder();
  const start = (settings: RedisSettings = {}, waits = true) =>
    startRedisProcess(
      redisWords({ port, dir: folder.path, ...options.settings, ...settings }),
      waits ? 'Ready to accept connections' : 'Server initialized',
    );
  let server: RedisProcess = await start();
  const kill = () => server.kill();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return server.pid;
    },
    freeze: () => void process.kill(server.pid, 'SIGSTOP'),
    thaw: () => void process.kill(server.pid, 'SIGCONT'),
    kill,
    async restart({ settings, waits } = {}) {
      await kill();
      server = await start(settings, waits);
    },
    async stop() {
      await kill();
      await folder.remove();
    },
  };
}

function redisWords(settings: RedisSettings): string[] {
  const all = { bind: '127.0.0.1', save: '', appendonly: 'no', ...settings };
  return Object.entries(all).flatMap(([name, value]) => [`--${name}`, ...String(value).split(' ')]);
}
