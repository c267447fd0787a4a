import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RedisProcess {
  readonly pid: number;
  /** Ends it at once, frozen or not. */
  kill(): Promise<void>;
}

/**
 * The shell ends the server when its own input ends: closed by `kill`, or because the test's process is gone, however it
 * went. So nothing is left behind by a test that crashed.
 */
const leash = 'redis-server "$@" & server=$!; echo "pid $server"; cat >/dev/null; kill -9 $server';

/**
 * Starts `redis-server` and waits until it has printed `readyWords` and its process is known.
 * @throws {Error} with what it printed, when it ends before, or isn't ready within 20 s
 */
export async function startRedisProcess(words: string[], readyWords: string): Promise<RedisProcess> {
  const shell = spawn('sh', ['-c', leash, 'sh', ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(shell, 'close');
  const kill = async () => {
    shell.stdin.end();
    await ended;
  };
  let printed = '';
  const { promise: started, resolve } = Promise.withResolvers<number | undefined>();
  shell.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    // The shell and the server write to one pipe, in either order.
    const pid = /^pid (\d+)\n/m.exec(printed)?.[1];
    if (pid !== undefined && printed.includes(readyWords)) resolve(Number(pid));
    // The shell outlives the server, so that a server that gives up is told by its words.
    else if (/Failed listening|FATAL CONFIG|can't open config|aborting now/i.test(printed))
      resolve(undefined);
  });
  const limit = setTimeout(resolve, 20_000, undefined);
  const pid = await started;
  clearTimeout(limit);
  if (pid === undefined) {
    await kill();
    throw new Error(`redis-server ${words.join(' ')} isn't ready. It printed:\n${printed}`);
  }
  return { pid, kill };
}
