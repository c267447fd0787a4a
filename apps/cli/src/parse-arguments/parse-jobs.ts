import type { HelpOptions } from './command-names.ts';
import { numberOf, oneOf } from './option-values.ts';
import { help, parseWords } from './parse-words.ts';
import { server, serverOf, type ServerOptions } from './server-options.ts';
import { usage } from './usage-error.ts';

const jobStatuses = ['pending', 'processing', 'completed', 'partial', 'failed', 'cancelled'] as const;

export interface JobsOptions extends ServerOptions {
  name: 'jobs';
  status?: (typeof jobStatuses)[number];
  limit: number;
  json: boolean;
}

export function parseJobs(words: string[]): JobsOptions | HelpOptions {
  const { values, positionals } = parseWords('jobs', words, {
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
