import type { Delivery, DeliverTask } from '../ports/task-queue.ts';

export interface ReceivedDelivery {
  jobId: string;
  answer(delivery: Delivery): void;
  fail(error: Error): void;
}

export interface Receiver {
  deliver: DeliverTask;
  /** The next delivery, in the order they came; it is under way until it is answered. */
  next(): Promise<ReceivedDelivery>;
  /** The jobs of all deliveries so far. */
  readonly jobIds: readonly string[];
}

/** Takes deliveries and leaves it to the test when and how each is answered. */
export function createReceiver(): Receiver {
  const jobIds: string[] = [];
  const arrived: ReceivedDelivery[] = [];
  const awaited: ((delivery: ReceivedDelivery) => void)[] = [];
  return {
    jobIds,
    deliver(jobId) {
      jobIds.push(jobId);
      const answered = Promise.withResolvers<Delivery>();
      const delivery = { jobId, answer: answered.resolve, fail: answered.reject };
      const waiting = awaited.shift();
      if (waiting) waiting(delivery);
      else arrived.push(delivery);
      return answered.promise;
    },
    next() {
      const delivery = arrived.shift();
      return delivery ? Promise.resolve(delivery) : new Promise((resolve) => awaited.push(resolve));
    },
  };
}
