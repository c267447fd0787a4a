/** Brings a job to a worker, at least once. */
export interface TaskQueue {
  /** One task a job: to enqueue it again while it waits changes nothing. */
  enqueue(jobId: string): Promise<void>;
}

/**
 * What a worker says of a delivered task: `done` (never deliver it again), or `again` after so many seconds.
 * To throw is to ask for it again with backoff.
 */
export type Delivery = { outcome: 'done' } | { outcome: 'again'; afterSeconds: number };

export type DeliverTask = (jobId: string) => Promise<Delivery>;
