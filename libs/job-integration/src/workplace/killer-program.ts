/**
 * Kills worker processes at random moments. Run by Node: `killer-program.ts <settings as JSON>`.
 *
 * It learns of workers by lines on standard input (`worker <pid>`), kills one of those that live with SIGKILL after a
 * random time, and says `killed <pid>` for each; after the last one it says `done` and ends.
 */
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

import type { KillerSettings } from './killer-settings.ts';
import { createRandom } from './seeded-random.ts';

const settings: KillerSettings = JSON.parse(process.argv[2] ?? '{}');
const random = createRandom(settings.seed);
const living: number[] = [];
let newWorker = Promise.withResolvers<void>();

const input = createInterface({ input: process.stdin }).on('line', (line) => {
  living.push(Number(line.replace('worker ', '')));
  newWorker.resolve();
});
// The test that started this process is gone.
process.stdin.on('end', () => process.exit(1));

for (let kill = 0; kill < settings.kills; kill += 1) {
  // Not sooner, or each would be killed as it starts, and none at its work.
  while (living.length < settings.workers) {
    newWorker = Promise.withResolvers();
    await newWorker.promise;
  }
  await delay(random() * settings.maxMilliseconds);
  const [pid] = living.splice(Math.floor(random() * living.length), 1);
  process.kill(Number(pid), 'SIGKILL');
  process.stdout.write(`killed ${pid}\n`);
}
process.stdout.write('done\n');
input.close();
process.stdin.destroy();
