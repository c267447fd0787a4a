import type { CommandName } from './command-names.ts';
import { assertHttpUrl } from './option-values.ts';

/** Which API to talk to; without a server, one is started in this process. */
export interface ServerOptions {
  server?: string;
  key?: string;
}

export const server = { server: { type: 'string' }, key: { type: 'string' } } as const;

/** Throws CliError `usage` for a server that is no address. */
export function serverOf(values: { server?: string; key?: string }, topic: CommandName): ServerOptions {
  if (values.server !== undefined) assertHttpUrl('--server', values.server, { topic });
  return {
    ...(values.server !== undefined && { server: values.server }),
    ...(values.key !== undefined && { key: values.key }),
  };
}
