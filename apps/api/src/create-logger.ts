import pino, { type Logger } from 'pino';

import type { Configuration } from './config.ts';

/**
 * Logs go to standard error, one line of JSON each: standard output belongs to what people read. Lines that come while one
 * is being written are written together, beside the event loop; a process that is killed loses the last of them.
 */
export function createLogger({ logLevel }: Pick<Configuration, 'logLevel'>): Logger {
  return pino({ level: logLevel }, pino.destination({ fd: 2, sync: false }));
}
