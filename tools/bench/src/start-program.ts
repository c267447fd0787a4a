import { fileURLToPath } from 'node:url';

import type { StartedProgram, Workplace } from './workplace.ts';

/** Starts a program of this folder as a Node process, by its path in here; its settings are its one argument, as JSON. */
export function startProgram(
  workplace: Workplace,
  file: string,
  settings: unknown,
  nodeOptions: readonly string[] = [],
): StartedProgram {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const started = workplace.start(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    ...nodeOptions,
    program,
    JSON.stringify(settings),
  ]);
  started.child.stderr.pipe(process.stderr);
  return started;
}
