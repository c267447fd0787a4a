export { buildNewJob, type TestRequest } from './build-new-job.ts';
export { type BlobStoreHarness, describeBlobStoreContract } from './describe-blob-store-contract.ts';
export { describeJobStoreContract } from './describe-job-store-contract.ts';
export type { Dispatch } from './cloud-tasks-server/dispatcher.ts';
export type { CallFault } from './cloud-tasks-server/faults.ts';
export type { QueueSettings } from './cloud-tasks-server/queue-settings.ts';
export {
  type ApiCall,
  type CloudTasksServer,
  type CloudTasksServerOptions,
  startCloudTasksServer,
} from './cloud-tasks-server/start-cloud-tasks-server.ts';
export type { KeySet } from './cloud-tasks-server/token-signer.ts';
export {
  describeTaskQueueContract,
  type TaskQueueHarness,
  type TaskQueueTraits,
} from './describe-task-queue-contract.ts';
export { createInMemoryBlobStore, type InMemoryBlobStore } from './in-memory-blob-store.ts';
export type { JobStoreHarness, MakeJobStore } from './job-store-contract/job-store-harness.ts';
export { createManualClock, type ManualClock } from './manual-clock.ts';
export { type MemoryStore, openMemoryStore } from './open-memory-store.ts';
export { createReceiver, type ReceivedDelivery, type Receiver } from './receiver.ts';
export { settled } from './settled.ts';
