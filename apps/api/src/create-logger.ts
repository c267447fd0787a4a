import pino, { type Logger } from 'pino';

import type { Configuration } from './config.ts';

/** Logs go to standard error, one line of JSON each: standard output belongs to what people read. */
export function createLogger({ logLevel }: Pick<Configuration, 'logLevel'>): Logger {
  return pino({ level: logLevel }, pino.destination({ fd: 2, sync: true }));
}
