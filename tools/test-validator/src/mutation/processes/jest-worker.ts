import type { Job } from '../jest/messages.ts';
import {
  type JestProcess,
  type JestProcessOptions,
  type JobOutcome,
  startJestProcess,
} from './jest-process.ts';

/** Processes are replaced when they have grown to this: what tests leave behind is never quite freed. */
const mostResidentBytes = 1_200_000_000;

/** Runs jobs of one project in a process that is kept for the next, and replaced when it is gone or has grown. */
export interface JestWorker {
  files(): Promise<readonly string[]>;
  run(job: Job): Promise<JobOutcome>;
  stop(): Promise<void>;
}

export function createJestWorker(options: JestProcessOptions): JestWorker {
  let process: Promise<JestProcess> | undefined;
  let jobs = 0;
  let isStopped = false;
  const started = () => {
    if (isStopped) throw new Error('stopped');
    return (process ??= startJestProcess(options));
  };
  const drop = async () => {
    const old = process;
    process = undefined;
    jobs = 0;
    // One that did not start has nothing to stop.
    await old?.then((running) => running.stop()).catch(() => undefined);
  };
  const runOnce = async (job: Job): Promise<JobOutcome> => {
    const outcome = await (await started()).run(job);
    jobs += 1;
    const isGone = outcome.type === 'stuck' || outcome.type === 'ended';
    if (isGone || outcome.residentBytes > mostResidentBytes) await drop();
    return outcome;
  };
  return {
    files: async () => (await started()).files,
    async run(job) {
      const isFresh = jobs === 0;
      const outcome = await runOnce(job);
      // It may have ended by what jobs before it have left behind.
      return outcome.type === 'ended' && !isFresh && !isStopped ? runOnce(job) : outcome;
    },
    async stop() {
      isStopped = true;
      await drop();
    },
  };
}
