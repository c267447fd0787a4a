import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  createJob,
  createSqliteJobStore,
  createSqliteTaskQueue,
  isEnded,
  type Job,
  openSqliteDatabase,
  systemClock as clock,
} from '@la-factoria/job';

import type { KillerSettings } from './killer-settings.ts';
import { type RunningProgram, startProgram } from './start-program.ts';
import type { ProgramRequest, ProgramSettings } from './worker-program-settings.ts';

/**
 * A folder with a database file, a connection to it, and worker processes on it. The test's own process only submits
 * and watches: its queue is never started.
 */
export function openWorkplace() {
  const folder = mkdtempSync(join(tmpdir(), 'factoria-job-'));
  const files = {
    databaseFile: join(folder, 'jobs.sqlite'),
    effectsFile: join(folder, 'effects.txt'),
    blockUntilFile: join(folder, 'unblocked'),
  };
  writeFileSync(files.effectsFile, '');
  const database = openSqliteDatabase(files.databaseFile);
  const store = createSqliteJobStore<ProgramRequest>({ database, clock });
  const refuse = () => Promise.reject(new Error('This queue is never started.'));
  const queue = createSqliteTaskQueue({
    ...{ database, clock, worker: 'submitter', onGivenUp: refuse, onError: () => {} },
  });
  const processes: RunningProgram[] = [];

  return {
    ...{ ...files, store, database },

    async submit(request: ProgramRequest): Promise<string> {
      const order = { owner: 'ann', request, input: 'The sea.' };
      const { job } = await createJob({ store, queue, clock }, order);
      return job.id;
    },

    /** The lease is so long that a test which has to wait for its end fails. */
    start(settings: Partial<ProgramSettings> = {}) {
      const defaults = { leaseSeconds: 600, graceSeconds: 0, concurrency: 2 };
      const started = startProgram('worker-program.ts', { ...files, ...defaults, ...settings });
      processes.push(started);
      /** Ends all holds. */
      const go = () => started.say('go');
      return { ...started, go };
    },

    startKiller(settings: KillerSettings): RunningProgram {
      const started = startProgram('killer-program.ts', settings);
      processes.push(started);
      return started;
    },

    /** Resolves once the job has ended, in whatever process. */
    async ended(id: string): Promise<Job<ProgramRequest>> {
      for (;;) {
        const changed = Promise.withResolvers<void>();
        const unsubscribe = store.subscribe(id, () => changed.resolve());
        try {
          const job = await store.get(id);
          if (!job) throw new Error(`Job ${id} is gone.`);
          if (isEnded(job.status)) return job;
          await changed.promise;
        } finally {
          unsubscribe();
        }
      }
    },

    /** The steps of the job that were begun, each time, in order. */
    effects: (id: string): string[] =>
      readFileSync(files.effectsFile, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith(id))
        .map((line) => line.slice(id.length + 1)),

    integrity: () => database.all('PRAGMA integrity_check', {}).map((row) => row['integrity_check']),

    async close(): Promise<void> {
      await Promise.all(processes.map((started) => started.kill('SIGKILL')));
      store.close();
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type Workplace = ReturnType<typeof openWorkplace>;
