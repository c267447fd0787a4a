import { newJobId } from '../new-job-id.ts';
import type { NewJob } from '../ports/job-store.ts';

/** The request of the jobs in tests. */
export interface TestRequest {
  title: string;
}

let built = 0;

/** A job to create. Each call's id is later than the one before. */
export function buildNewJob(overrides: Partial<NewJob<TestRequest>> = {}): NewJob<TestRequest> {
  built += 1;
  return {
    id: newJobId(Date.UTC(2026, 0, 1) + built),
    owner: 'ann',
    request: { title: 'Tides' },
    input: 'The moon pulls at the sea.',
    ...overrides,
  };
}
