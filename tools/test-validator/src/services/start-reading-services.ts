import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { Note } from '../report/report.ts';
import type { ServicesReading } from './read-services.ts';

/** With what went wrong. */
export interface ServicesRead extends ServicesReading {
  notes: Note[];
}

export const noServices: ServicesRead = { services: [], reaches: [], findings: [], notes: [] };

export interface ReadServicesOptions {
  /** How long it may take; more is taken for a hang. @default 120 000 */
  milliseconds?: number;
}

/** Reads a project's services in a process of its own: what brings the parser down there costs the services only. */
export function startReadingServices(
  root: string,
  { milliseconds = 120_000 }: ReadServicesOptions = {},
): Promise<ServicesRead> {
  return new Promise((resolve) => {
    const reader = fork(fileURLToPath(new URL('../../bin/services-process.js', import.meta.url)), [root], {
      // Trees are kept until the end: with room for them, the collector has next to nothing to do.
      execArgv: ['--max-semi-space-size=128', '--min-semi-space-size=64'],
      ...{ env: {}, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
    });
    let reading: ServicesReading | undefined;
    let why = 'the parser gave up on a file';
    const deadline = setTimeout(() => {
      why = `it took longer than ${milliseconds / 1000} s`;
      reader.kill('SIGKILL');
    }, milliseconds);
    reader.on('message', (message: ServicesReading) => (reading = message));
    reader.once('error', (error) => (why = error.message));
    reader.once('exit', () => {
      clearTimeout(deadline);
      const note: Note = { file: null, message: `the services could not be read: ${why}` };
      resolve(reading === undefined ? { ...noServices, notes: [note] } : { ...reading, notes: [] });
    });
  });
}
