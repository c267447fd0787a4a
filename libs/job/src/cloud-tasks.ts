export {
  type CloudTasksDeliveryOptions,
  createCloudTasksDelivery,
  type DeliveredRequest,
  type DeliveryAnswer,
} from './adapters/cloud-tasks-delivery.ts';
export {
  type CloudTasksQueue,
  type CloudTasksQueueOptions,
  createCloudTasksQueue,
} from './adapters/cloud-tasks-queue.ts';
