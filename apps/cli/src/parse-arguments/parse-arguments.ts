import { commandNames, type HelpOptions } from './command-names.ts';
import { oneOf } from './option-values.ts';
import { type JobsOptions, parseJobs } from './parse-jobs.ts';
import { type KeysOptions, parseKeys } from './parse-keys.ts';
import { type MakeOptions, parseMake } from './parse-make.ts';
import { help, parseWords } from './parse-words.ts';
import { usage } from './usage-error.ts';

export type Command =
  MakeOptions | JobsOptions | KeysOptions | { name: 'serve' } | { name: 'version' } | HelpOptions;

/** Reads what was typed after `factoria`. Throws CliError `usage`, saying what is wrong and where help is. */
export function parseArguments(words: readonly string[]): Command {
  const [first, ...rest] = words;
  switch (first) {
    case 'make':
      return parseMake(rest);
    case 'jobs':
      return parseJobs(rest);
    case 'keys':
      return parseKeys(rest);
    case 'serve':
      return parseWords('serve', rest, { ...help }).values.help
        ? { name: 'help', topic: 'serve' }
        : { name: 'serve' };
    case 'help':
      return parseHelp(rest);
    case '--help':
    case '-h':
      return { name: 'help' };
    case '--version':
      return { name: 'version' };
    case undefined:
      throw usage('Say what to do.');
    default:
      throw usage(`There is no ${first.startsWith('-') ? 'option' : 'command'} ${first}.`);
  }
}

function parseHelp([word]: string[]): HelpOptions {
  if (word === undefined) return { name: 'help' };
  return { name: 'help', topic: oneOf('help:', commandNames, word) };
}
