import { CliError } from '../errors.ts';
import type { CommandName } from './command-names.ts';

/** A CliError `usage` that says what is wrong and where help is. */
export function usage(message: string, topic?: CommandName): CliError {
  return new CliError('usage', `${message}\nSee: factoria ${topic === undefined ? '' : `${topic} `}--help`);
}
