import { createInterface } from 'node:readline';

import type { StartedProgram } from './workplace.ts';

/**
 * Resolves with the first line, from now on, in which the program says this on the stream. Rejects with all it said when
 * it ends without.
 */
export function saidBy(
  { child, ended }: StartedProgram,
  stream: 'stdout' | 'stderr',
  wanted: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    createInterface({ input: child[stream] }).on('line', (line) => {
      if (line.includes(wanted)) resolve(line);
      // What comes later is read and dropped, lest the program wait for someone to read it.
      else if (said.length < 100) said.push(line);
    });
    void ended.then(() =>
      reject(new Error(`${child.spawnfile} ended without "${wanted}":\n${said.join('\n')}`)),
    );
  });
}
