import { isEnded, type Job, type JobStore } from '@la-factoria/job';

import type { ProductionRequest } from './job-request.ts';

/**
 * The job once it has come to its end, whichever process runs it. Undefined if it is deleted meanwhile, or `signal` is
 * aborted before.
 */
export function endedJob(
  store: Pick<JobStore<ProductionRequest>, 'get' | 'subscribe'>,
  id: string,
  signal: AbortSignal,
): Promise<Job<ProductionRequest> | undefined> {
  return new Promise((resolve, reject) => {
    const finish = (job?: Job<ProductionRequest>) => {
      unsubscribe();
      signal.removeEventListener('abort', giveUp);
      resolve(job);
    };
    const giveUp = () => finish();
    const look = () =>
      void store.get(id).then(
        (job) => {
          if (!job || isEnded(job.status)) finish(job);
        },
        (error: unknown) => {
          reject(error);
          finish();
        },
      );
    const unsubscribe = store.subscribe(id, look);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    else look();
  });
}
