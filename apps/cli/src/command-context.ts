import type { ServeApi, StartApi } from './ports/start-api.ts';

/** Where text goes. `process.stdout` is one. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
  rows?: number;
}

/** Where bytes come from. `process.stdin` is one. */
export interface Input extends AsyncIterable<Uint8Array | string> {
  isTTY?: boolean;
}

/** The few settings that the command line takes from its environment. */
export interface CliEnvironment {
  /** FACTORIA_SERVER */
  server?: string | undefined;
  /** FACTORIA_API_KEY */
  key?: string | undefined;
  /** Whether colours are welcome: not with a non-empty NO_COLOR. */
  color: boolean;
  /** Whether the terminal can move the cursor: not with TERM=dumb. */
  cursor: boolean;
  /** Whether the locale is one of UTF-8. */
  unicode: boolean;
}

/** What a command gets from outside: no command reads the process. */
export interface CommandContext {
  version: string;
  environment: CliEnvironment;
  /** Where relative paths start. */
  directory: string;
  stdin: Input;
  stdout: Output;
  stderr: Output;
  /** Aborts on Ctrl-C. */
  interruption: AbortSignal;
  /** Milliseconds since 1970. */
  now(): number;
  /** Seconds since the command was started. */
  elapsedSeconds(): number;
  /** Rejects when the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<unknown>;
  startApi: StartApi;
  serveApi: ServeApi;
}
