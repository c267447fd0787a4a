export { newLocalWorkerId } from './adapters/local-worker-id.ts';
export { releaseDeadLeases } from './adapters/release-dead-leases.ts';
export { openSqliteDatabase, type SqliteDatabase } from './adapters/sqlite-database.ts';
export { createSqliteJobStore } from './adapters/sqlite-job-store.ts';
export {
  createSqliteTaskQueue,
  type EmbeddedTaskQueue,
  type SqliteTaskQueueOptions,
} from './adapters/sqlite-task-queue.ts';
export { systemClock } from './adapters/system-clock.ts';
export { JobError, type JobErrorCode } from './errors.ts';
export { type Failure, toFailure } from './failure.ts';
export { giveUpJob } from './give-up-job.ts';
export {
  type FailureExtent,
  type JobContext,
  StepFailed,
  type StepControl,
  type StepOptions,
} from './job-context.ts';
export { isEnded, type Job, type JobStatus, jobStatuses, type OpenStatus } from './job.ts';
export type { Clock } from './ports/clock.ts';
export type { LedgerEntry, RunOutcome } from './ledger.ts';
export type {
  Claim,
  JobListener,
  JobOutcome,
  JobPage,
  JobStore,
  Lease,
  NewJob,
  StepEnd,
  StepRun,
} from './ports/job-store.ts';
export type { Delivery, DeliverTask, TaskOrder, TaskQueue } from './ports/task-queue.ts';
export type { RetryPolicy } from './retry-policy.ts';
export type { Recipe, RunDependencies } from './run-job.ts';
export { type StepStatus, type StepSummary, sumUsage, type Usage } from './step.ts';
export { createJob, type JobOrder, type JobSubmission, retryJob } from './submit-job.ts';
export { createWorker, type Worker, type WorkerDependencies } from './worker.ts';
