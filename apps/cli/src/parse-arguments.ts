import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { isNativeError } from 'node:util/types';

import { CliError, systemCode } from './errors.ts';
import { isMaterialKind, type MaterialKind, materialLabels } from './material-kinds.ts';

export const jobStatuses = ['pending', 'processing', 'completed', 'partial', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof jobStatuses)[number];

const levels = ['beginner', 'intermediate', 'advanced'] as const;

/** Which API to talk to; without a server, one is started in this process. */
export interface ServerOptions {
  server?: string;
  key?: string;
}

export interface MakeOptions extends ServerOptions {
  name: 'make';
  /** A path, or `-` for standard input. */
  file: string;
  out: string;
  audio: boolean;
  /** @default all */
  materials?: MaterialKind[];
  title?: string;
  language?: string;
  targetMinutes?: number;
  audience?: string;
  level?: (typeof levels)[number];
  /** In US dollars. */
  maxCostUsd?: number;
  useCache: boolean;
  json: boolean;
  quiet: boolean;
}

export interface JobsOptions extends ServerOptions {
  name: 'jobs';
  status?: JobStatus;
  limit: number;
  json: boolean;
}

export const commandNames = ['make', 'serve', 'jobs'] as const;
export type CommandName = (typeof commandNames)[number];

export type Command =
  MakeOptions | JobsOptions | { name: 'serve' } | { name: 'version' } | { name: 'help'; topic?: CommandName };

const help = { help: { type: 'boolean', short: 'h' } } as const;
const server = { server: { type: 'string' }, key: { type: 'string' } } as const;

/** Reads what was typed after `factoria`. Throws CliError `usage`, saying what is wrong and where help is. */
export function parseArguments(words: readonly string[]): Command {
  const [first, ...rest] = words;
  switch (first) {
    case 'make':
      return parseMake(rest);
    case 'jobs':
      return parseJobs(rest);
    case 'serve':
      return parse('serve', rest, { ...help }).values.help
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

function parseMake(words: string[]): Command {
  const { values, positionals } = parse('make', words, {
    ...help,
    ...server,
    out: { type: 'string', short: 'o' },
    audio: { type: 'boolean' },
    materials: { type: 'string' },
    title: { type: 'string' },
    language: { type: 'string' },
    'target-minutes': { type: 'string' },
    audience: { type: 'string' },
    level: { type: 'string' },
    'max-cost': { type: 'string' },
    'no-cache': { type: 'boolean' },
    json: { type: 'boolean' },
    quiet: { type: 'boolean', short: 'q' },
  });
  if (values.help) return { name: 'help', topic: 'make' };
  const [file, ...others] = positionals;
  if (file === undefined) throw usage('Name the file to work on, or - for standard input.', 'make');
  if (others.length > 0) throw usage(`One file at a time; ${others.join(' ')} is too many.`, 'make');
  const minutes = values['target-minutes'];
  const maxCost = values['max-cost'];
  return {
    ...{ name: 'make', file, out: values.out ?? 'out' },
    ...{ audio: values.audio ?? false, useCache: !values['no-cache'] },
    ...{ json: values.json ?? false, quiet: values.quiet ?? false },
    ...serverOf(values, 'make'),
    ...(values.materials !== undefined && { materials: materialsOf(values.materials) }),
    ...(values.title !== undefined && { title: values.title }),
    ...(values.language !== undefined && { language: values.language }),
    ...(values.audience !== undefined && { audience: values.audience }),
    ...(minutes !== undefined && { targetMinutes: numberOf('--target-minutes', minutes, 'make') }),
    ...(maxCost !== undefined && { maxCostUsd: numberOf('--max-cost', maxCost, 'make') }),
    ...(values.level !== undefined && { level: oneOf('--level', levels, values.level, 'make') }),
  };
}

function parseJobs(words: string[]): Command {
  const { values, positionals } = parse('jobs', words, {
    ...help,
    ...server,
    status: { type: 'string' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (values.help) return { name: 'help', topic: 'jobs' };
  if (positionals.length > 0) throw usage(`jobs takes no ${positionals.join(' ')}.`, 'jobs');
  const limit = numberOf('--limit', values.limit ?? '20', 'jobs');
  if (!Number.isInteger(limit)) throw usage(`--limit must be a whole number, got ${values.limit}.`, 'jobs');
  return {
    ...{ name: 'jobs', limit, json: values.json ?? false },
    ...serverOf(values, 'jobs'),
    ...(values.status !== undefined && { status: oneOf('--status', jobStatuses, values.status, 'jobs') }),
  };
}

function parseHelp([word]: string[]): Command {
  if (word === undefined) return { name: 'help' };
  return { name: 'help', topic: oneOf('help:', commandNames, word) };
}

function parse<Options extends ParseArgsOptionsConfig>(topic: CommandName, args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: topic !== 'serve', strict: true });
  } catch (error) {
    const isParseError = isNativeError(error) && systemCode(error)?.startsWith('ERR_PARSE_ARGS_');
    // Node's first sentence says what is wrong; the second explains `--`, which hardly anyone meant.
    if (isParseError) throw usage(`${error.message.split(/[.\n]/)[0]}.`, topic);
    throw error;
  }
}

function serverOf(values: { server?: string; key?: string }, topic: CommandName): ServerOptions {
  if (values.server !== undefined) assertHttpUrl('--server', values.server, topic);
  return {
    ...(values.server !== undefined && { server: values.server }),
    ...(values.key !== undefined && { key: values.key }),
  };
}

/** Throws unless it is the address of a web server. */
export function assertHttpUrl(name: string, value: string, topic?: CommandName): void {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw usage(`${name} must be an address like http://127.0.0.1:3000, got ${value}.`, topic);
  }
}

function materialsOf(list: string): MaterialKind[] {
  const kinds = list.split(',').map((kind) => kind.trim());
  const accepted = Object.keys(materialLabels).join(', ');
  const known = kinds.filter(isMaterialKind);
  const unknown = kinds.find((kind) => !isMaterialKind(kind));
  if (unknown !== undefined) {
    throw usage(`--materials: there is no "${unknown}"; the kinds are ${accepted}.`, 'make');
  }
  return [...new Set(known)];
}

function numberOf(option: string, value: string, topic: CommandName): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number <= 0) {
    throw usage(`${option} must be a number above 0, got "${value}".`, topic);
  }
  return number;
}

function oneOf<Value extends string>(
  option: string,
  accepted: readonly Value[],
  given: string,
  topic?: CommandName,
): Value {
  const value = accepted.find((candidate) => candidate === given);
  if (value === undefined)
    throw usage(`${option} must be one of ${accepted.join(', ')}, got "${given}".`, topic);
  return value;
}

function usage(message: string, topic?: CommandName): CliError {
  return new CliError('usage', `${message}\nSee: factoria ${topic === undefined ? '' : `${topic} `}--help`);
}
