import type { Job, JobStore } from '@la-factoria/job';

import { Problem } from './http/problem.ts';
import type { ProductionRequest } from './job-request.ts';

/** The owner's job. Another owner's is not there: no route tells the difference. */
export async function ownedJob(
  store: Pick<JobStore<ProductionRequest>, 'get'>,
  id: string,
  owner: string,
): Promise<Job<ProductionRequest>> {
  const job = await store.get(id);
  if (!job || job.owner !== owner) throw new Problem('job-not-found', `There is no job ${id.slice(0, 100)}.`);
  return job;
}
