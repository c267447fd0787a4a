import type { CliEnvironment, CommandContext } from '../command-context.ts';

export interface RecordedContext {
  context: CommandContext;
  stdout(): string;
  stderr(): string;
  interrupt(): void;
  /** The waits that were asked for, in milliseconds; none takes any time. */
  waits: number[];
}

const refuse = (what: string) => () => Promise.reject(new Error(`${what} was not expected in this test`));

export interface ContextOverrides extends Partial<Omit<CommandContext, 'environment' | 'interruption'>> {
  environment?: Partial<CliEnvironment>;
}

/** A context whose output is kept, whose time stands still and that starts no API unless told how. */
export function recordContext(overrides: ContextOverrides = {}): RecordedContext {
  const written = { stdout: '', stderr: '' };
  const waits: number[] = [];
  const interruption = new AbortController();
  const context: CommandContext = {
    version: '1.2.3',
    directory: '/nowhere',
    stdin: { [Symbol.asyncIterator]: () => emptyInput() },
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    interruption: interruption.signal,
    now: () => Date.parse('2026-03-04T10:20:30.000Z'),
    elapsedSeconds: () => 1.25,
    wait: async (milliseconds, signal) => {
      signal.throwIfAborted();
      waits.push(milliseconds);
    },
    startApi: refuse('starting an API'),
    serveApi: refuse('serving the API'),
    ...overrides,
    environment: { color: false, cursor: true, unicode: true, ...overrides.environment },
  };
  return {
    ...{ context, waits },
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    interrupt: () => interruption.abort(),
  };
}

async function* emptyInput(): AsyncGenerator<Uint8Array> {}
