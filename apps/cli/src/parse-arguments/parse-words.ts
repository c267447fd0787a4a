import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { isNativeError } from 'node:util/types';

import { systemCode } from '../errors.ts';
import type { CommandName } from './command-names.ts';
import { usage } from './usage-error.ts';

/** What every command knows. */
export const help = { help: { type: 'boolean', short: 'h' } } as const;

/** Reads the words of one command by the options that it knows. Throws CliError `usage` for others. */
export function parseWords<Options extends ParseArgsOptionsConfig>(
  topic: CommandName,
  args: string[],
  options: Options,
) {
  try {
    return parseArgs({ args, options, allowPositionals: topic !== 'serve', strict: true });
  } catch (error) {
    const isParseError = isNativeError(error) && systemCode(error)?.startsWith('ERR_PARSE_ARGS_');
    // Node's first sentence says what is wrong; the second explains `--`, which hardly anyone meant.
    if (isParseError) throw usage(`${error.message.split(/[.\n]/)[0]}.`, topic);
    throw error;
  }
}
