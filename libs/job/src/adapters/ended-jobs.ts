import { isEnded, type Job } from '../job.ts';

/** A few hundred kilobytes. The one that was read first is forgotten first. */
const maxJobs = 500;

/**
 * Jobs that have ended, as they were read. Nothing changes one but a retry, which gives its row another revision: so who
 * knows the row's revision needs to read nothing else. What is asked for again and again is what has just been made.
 */
export function createEndedJobs<Request>() {
  const known = new Map<string, { rowRevision: number; job: Job<Request> }>();
  return {
    /** A copy of the job, which shares its parts with others. The row is asked only if the job is known. */
    find(id: string, revisionOfRow: (id: string) => number): Job<Request> | undefined {
      const found = known.get(id);
      return found && found.rowRevision === revisionOfRow(id) ? { ...found.job } : undefined;
    },

    /** Keeps a job that has ended. Of what a transaction has written, nothing may be kept: it may be taken back. */
    keep(job: Job<Request>, rowRevision: number): void {
      if (!isEnded(job.status)) return;
      known.delete(job.id);
      known.set(job.id, { rowRevision, job: { ...job } });
      for (const oldest of known.keys()) {
        if (known.size <= maxJobs) break;
        known.delete(oldest);
      }
    },
  };
}
