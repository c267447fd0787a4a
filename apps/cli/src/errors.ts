import { isNativeError } from 'node:util/types';

import { type ExitCode, exitCodes } from './exit-codes.ts';

const exitCodeOf = {
  usage: exitCodes.usage,
  'input-invalid': exitCodes.usage,
  'output-invalid': exitCodes.usage,
  'configuration-invalid': exitCodes.usage,
  'request-invalid': exitCodes.usage,
  'request-failed': exitCodes.failed,
  'server-unreachable': exitCodes.failed,
  'answer-unexpected': exitCodes.failed,
} as const satisfies Record<string, ExitCode>;

export type CliErrorCode = keyof typeof exitCodeOf;

/** The one error of the command line: `message` is what the user reads, in one line or a few, and never a stack. */
export class CliError extends Error {
  readonly code: CliErrorCode;
  /** Whether the same request may succeed later. */
  readonly isRetryable: boolean;
  /** The HTTP status, where an answer led to this. */
  readonly status: number | undefined;

  constructor(
    code: CliErrorCode,
    message: string,
    options: { isRetryable?: boolean; status?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'CliError';
    this.code = code;
    this.isRetryable = options.isRetryable ?? false;
    this.status = options.status;
  }

  get exitCode(): ExitCode {
    return exitCodeOf[this.code];
  }
}

/** The `code` of a Node error (`ENOENT` …), looked for down the chain of causes. */
export function systemCode(error: unknown): string | undefined {
  // Unlike instanceof, this knows errors of Node itself from within a VM context, where tests run.
  if (!isNativeError(error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return systemCode(error.cause);
}

/** Whether JSON.parse, or a body's json(), refused a text. */
export const isJsonError = (error: unknown): boolean => isNativeError(error) && error.name === 'SyntaxError';
