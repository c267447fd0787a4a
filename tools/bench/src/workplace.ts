import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StartOptions {
  uid?: number;
  gid?: number;
  /** @default that of this process */
  env?: NodeJS.ProcessEnv;
  /** Ends the program at once and leaves nothing behind. What it stored is thrown away anyway. @default 'SIGKILL' */
  endSignal?: NodeJS.Signals;
}

export interface StartedProgram {
  child: ChildProcessWithoutNullStreams;
  /** Resolves once it has ended, in whatever way. */
  ended: Promise<void>;
  end(): Promise<void>;
}

/** A temporary folder and the programs that work in it. */
export interface Workplace {
  readonly folder: string;
  /** A new folder inside. */
  makeFolder(name: string): string;
  start(program: string, programArguments: readonly string[], options?: StartOptions): StartedProgram;
  close(): Promise<void>;
}

/** Whatever ends this process, short of SIGKILL, ends the programs and removes the folder as well. */
export function openWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'factoria-bench-'));
  // PostgreSQL doesn't run as root, and its own user has to come through here.
  chmodSync(folder, 0o755);
  const running = new Map<ChildProcess, NodeJS.Signals>();
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });

  function endAtOnce(): void {
    for (const [child, signal] of running) child.kill(signal);
    removeFolder();
  }
  const exitBySignal = () => process.exit(130);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  process.once('exit', endAtOnce);
  for (const signal of signals) process.once(signal, exitBySignal);

  let folders = 0;
  return {
    folder,
    makeFolder(name) {
      folders += 1;
      const made = join(folder, `${name}-${folders}`);
      mkdirSync(made);
      return made;
    },
    start(program, programArguments, { endSignal = 'SIGKILL', ...identity } = {}) {
      const child = spawn(program, programArguments, {
        ...identity,
        cwd: folder,
        // Our own programs end when this stream does, so that none outlives us even when we are killed.
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      running.set(child, endSignal);
      const ended = new Promise<void>((resolve) => {
        child.once('close', resolve);
        child.once('error', () => resolve());
      }).then(() => void running.delete(child));
      return {
        child,
        ended,
        async end() {
          child.kill(endSignal);
          await ended;
        },
      };
    },
    async close() {
      const closed = [...running].map(async ([child, signal]) => {
        const isClosed = once(child, 'close');
        child.kill(signal);
        await isClosed;
      });
      await Promise.all(closed);
      removeFolder();
      process.off('exit', endAtOnce);
      for (const signal of signals) process.off(signal, exitBySignal);
    },
  };
}
