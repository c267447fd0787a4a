export interface TaskOrder {
  /**
   * Why the job is sent: its first start, its second attempt, a sweep. A queue may keep one task for a job and occasion,
   * for good, so that an order whose answer was lost can be given again.
   */
  occasion: string;
  /** Seconds to wait before the delivery. @default 0 */
  afterSeconds?: number;
  /**
   * For jobs that may have a task already, waiting or under way: that one then stands, with its delay and its count. A
   * queue that can't know makes one for the occasion. @default false
   */
  onlyIfMissing?: boolean;
}

/** Brings a job to a worker, at least once for each occasion. */
export interface TaskQueue {
  /**
   * Whether tasks are kept with the jobs, written in the order in which they are given, and a task for a job that is not
   * there is none. Then a job and its task can be ordered in one go. @default false
   */
  readonly isKeptWithJobs?: boolean;
  /** To enqueue a job again on the same occasion while its task waits changes nothing. */
  enqueue(jobId: string, order: TaskOrder): Promise<void>;
}

/**
 * What a worker says of a delivered task: `done` (never deliver it again), or `again` after so many seconds, which a
 * queue may take for a moment more.
 * To throw is to ask for it again with backoff.
 */
export type Delivery = { outcome: 'done' } | { outcome: 'again'; afterSeconds: number };

export type DeliverTask = (jobId: string) => Promise<Delivery>;
