import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program of this folder, running as a process of its own. */
export interface RunningProgram {
  pid: number;
  /** Resolves with the first line that begins like this, also if it came before. Rejects if the process ends without. */
  line(beginning: string): Promise<string>;
  /** All lines so far. */
  readonly lines: readonly string[];
  /** Writes a line to its standard input. */
  say(line: string): void;
  /** Resolves with how it ended: its exit code or the signal that killed it. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | NodeJS.Signals>;
  /** Resolves with how it ended. */
  ended: Promise<number | NodeJS.Signals>;
}

/** Starts `name` of this folder by Node, with its settings as JSON. */
export function startProgram(name: string, settings: object): RunningProgram {
  const program = fileURLToPath(new URL(name, import.meta.url));
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
    ...{ ended, lines, pid: child.pid ?? 0 },
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
    say: (line) => void child.stdin.write(`${line}\n`),
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
