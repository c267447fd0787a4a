import { buildLongText } from '@la-factoria/content/testing/sources';
import { setTimeout as after } from 'node:timers/promises';

import { loadNow } from '../machine-facts.ts';
import { openWorkplace } from '../workplace.ts';
import { runJobs, wallTime } from './run-jobs.ts';
import { startServer } from './start-server.ts';

/** For the server to have started all that it does after it listens, in milliseconds. */
const settlingMilliseconds = 3000;

/** All eight materials of a source of a megabyte by the extractive writer: time, memory, and how the server answers meanwhile. */
export async function benchLarge({
  rounds,
  print,
}: {
  rounds: number;
  print: (line: string) => void;
}): Promise<void> {
  const workplace = openWorkplace();
  const text = buildLongText(1_000_000);
  try {
    for (let round = 0; round < rounds; round += 1) {
      const server = await startServer(workplace);
      await after(settlingMilliseconds);
      await server.probe();
      const [job] = await runJobs(server, [{ source: { text } }]);
      const { longest, p99, maxRssMegabytes } = await server.probe();
      await server.end();
      if (job?.status !== 'completed') throw new Error(`the job ended as ${job?.status}`);
      print(
        `1 MB: ${(wallTime(job) / 1000).toFixed(1)} s, at most ${maxRssMegabytes.toFixed(0)} MB, event loop held up for ${longest.toFixed(0)} ms at most (p99 ${p99.toFixed(1)} ms); ${loadNow()}`,
      );
    }
  } finally {
    await workplace.close();
  }
}
