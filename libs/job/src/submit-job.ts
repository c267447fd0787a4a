import type { Job } from './job.ts';
import { newJobId } from './new-job-id.ts';
import type { Clock } from './ports/clock.ts';
import type { JobStore } from './ports/job-store.ts';
import type { TaskQueue } from './ports/task-queue.ts';

export interface JobOrder<Request> {
  owner: string;
  request: Request;
  /** What the job works on, of any length. */
  input: string;
  idempotency?: { key: string; bodyHash: string };
}

export interface JobSubmission<Request> {
  store: JobStore<Request>;
  queue: TaskQueue;
  clock: Clock;
  /** Called when a stored job could not be enqueued. The sweep will enqueue it. */
  onQueueError?: (error: unknown, jobId: string) => void;
}

/** Stores a job, then sends it to a worker. `isNew` is false when the idempotency key already stood for this job. */
export async function createJob<Request>(
  submission: JobSubmission<Request>,
  order: JobOrder<Request>,
): Promise<{ job: Job<Request>; isNew: boolean }> {
  const { store, queue, clock } = submission;
  const id = newJobId(clock.now());
  const creating = store.create({ id, ...order });
  // The task is written together with the job, and a worker may begin before the disk has them: no step starts until it
  // has its own start, which comes after.
  const ordering = queue.isKeptWithJobs ? enqueueStored(submission, { id, attempt: 1 }) : undefined;
  const created = await creating;
  if (ordering) await ordering;
  else if (created.isNew) await enqueueStored(submission, created.job);
  return created;
}

/** Runs a partial or failed job again; finished steps keep their results. Throws `job-not-found`, `job-not-retryable`. */
export async function retryJob<Request>(
  submission: JobSubmission<Request>,
  id: string,
): Promise<Job<Request>> {
  const job = await submission.store.retry(id);
  await enqueueStored(submission, job);
  return job;
}

/** What is stored is accepted: a queue that is away delays a job, and never loses it or fails the request. */
async function enqueueStored<Request>(
  { queue, onQueueError }: JobSubmission<Request>,
  { id, attempt }: Pick<Job, 'id' | 'attempt'>,
): Promise<void> {
  const order = { occasion: `attempt-${attempt}` };
  await queue.enqueue(id, order).catch((error: unknown) => onQueueError?.(error, id));
}
