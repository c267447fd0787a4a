export { buildNewJob, type TestRequest } from './build-new-job.ts';
export { buildStepWrite } from './build-step-write.ts';
export { describeJobStoreContract } from './describe-job-store-contract.ts';
export { describeTaskQueueContract, type TaskQueueHarness } from './describe-task-queue-contract.ts';
export type { JobStoreHarness } from './job-store-contract/job-store-harness.ts';
export { createManualClock, type ManualClock } from './manual-clock.ts';
export { type MemoryStore, openMemoryStore } from './open-memory-store.ts';
export { createReceiver, type ReceivedDelivery, type Receiver } from './receiver.ts';
export { settled } from './settled.ts';
