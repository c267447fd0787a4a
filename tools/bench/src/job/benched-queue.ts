/** Hears of the jobs that a queue brings to its handler. */
export interface JobListener {
  /** The handler's first line. The ticket is what the job was added with. */
  started(ticket: number): void;
  /** The system has written down that the job is done. */
  ended(): void;
}

/** One empty queue of one of the systems that are compared, opened for one round. */
export interface BenchedQueue {
  /** Resolves when the system says that it has the job. */
  add(ticket: number): Promise<void>;
  /** Adds all by one call, where the system has one. */
  addTogether?(tickets: readonly number[]): Promise<void>;
  /** Begins to run jobs, as many at once as the system was made for. Called once; all connections are open before. */
  process(listener: JobListener): void;
  /** Ends the processing and the connections. */
  close(): Promise<void>;
}

export interface BenchedSystem {
  name: string;
  /** How it was set up, for whoever doubts the figures. */
  setup: string;
  open(): Promise<BenchedQueue>;
}
