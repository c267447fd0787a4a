import { inspect } from 'node:util';

import type { JobListener, Lease } from '../ports/job-store.ts';

/** Who listens to one job. */
export interface JobListeners {
  /** Returns what takes the listener away again. A function that is added twice is called twice and leaves twice. */
  add(listener: JobListener): () => void;
  /** What they are told of is stored already: one that throws must not make its writer believe otherwise. */
  tell(by?: Lease): void;
  clear(): void;
  readonly size: number;
}

export function createJobListeners(): JobListeners {
  const entries = new Set<JobListener>();
  return {
    add(listener) {
      const entry: JobListener = (by) => listener(by);
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    tell(by) {
      for (const entry of [...entries]) {
        try {
          entry(by);
        } catch (error) {
          process.emitWarning(`A listener to a job threw: ${inspect(error)}`);
        }
      }
    },
    clear: () => entries.clear(),
    get size() {
      return entries.size;
    },
  };
}
