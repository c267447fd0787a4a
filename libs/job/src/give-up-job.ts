import type { Clock } from './ports/clock.ts';
import type { JobStore } from './ports/job-store.ts';
import type { Delivery } from './ports/task-queue.ts';

/** For one write. */
const leaseSeconds = 10;

/** Fails a job whose every delivery killed its worker. Its last worker's lease has to run out before. */
export async function giveUpJob<Request>(
  { store, clock, worker }: { store: JobStore<Request>; clock: Clock; worker: string },
  jobId: string,
): Promise<Delivery> {
  const claim = await store.claim(jobId, worker, leaseSeconds);
  if (claim.outcome === 'nothing-to-do') return { outcome: 'done' };
  if (claim.outcome === 'leased-elsewhere') {
    return { outcome: 'again', afterSeconds: (claim.until - clock.now()) / 1000 };
  }
  const message = 'The job was given up: it was started several times and never came to an end.';
  await store.finish(claim.lease, {
    status: 'failed',
    error: { code: 'job-given-up', message, isRetryable: true },
  });
  return { outcome: 'done' };
}
