import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import type { ProgramSettings } from './worker-program-settings.ts';

const program = fileURLToPath(new URL('worker-program.ts', import.meta.url));

export interface WorkerProcess {
  /** Resolves with the first line that begins like this, also if it came before. Rejects if the process ends without. */
  line(beginning: string): Promise<string>;
  /** Ends all holds. */
  go(): void;
  /** Resolves with how it ended: its exit code or the signal that killed it. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | NodeJS.Signals>;
  /** Resolves with how it ended. */
  ended: Promise<number | NodeJS.Signals>;
}

/** Starts the worker program as a process of its own. */
export function startWorkerProgram(settings: ProgramSettings): WorkerProcess {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, JSON.stringify(settings)],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const lines: string[] = [];
  const errors: string[] = [];
  const waiting = new Set<() => void>();
  const look = () => [...waiting].forEach((again) => again());

  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    look();
  });
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  // A process that was killed can't be written to, and nobody minds.
  child.stdin.on('error', () => {});

  let hasEnded = false;
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on('close', (code, signal) => {
      hasEnded = true;
      look();
      resolve(code ?? signal ?? -1);
    });
  });

  return {
    ended,
    line: (beginning) =>
      new Promise((resolve, reject) => {
        const again = () => {
          const found = lines.find((line) => line.startsWith(beginning));
          if (found === undefined && !hasEnded) return;
          waiting.delete(again);
          if (found !== undefined) resolve(found);
          else reject(new Error(`It ended without "${beginning}": ${[...lines, ...errors].join('\n')}`));
        };
        waiting.add(again);
        again();
      }),
    go: () => void child.stdin.write('go\n'),
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
