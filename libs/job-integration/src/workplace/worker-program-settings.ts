/** What a job of the worker program asks for. */
export interface ProgramRequest {
  /** Run one after the other. */
  steps: string[];
  /** The step that kills its process, each time. */
  poison?: string;
  /** A step that is begun before the others, fails, and that the recipe never waits for. */
  forgotten?: string;
}

export interface ProgramSettings {
  databaseFile: string;
  effectsFile: string;
  leaseSeconds: number;
  graceSeconds: number;
  concurrency: number;
  /** @default 5 */
  maxDeliveries?: number;
  /** How long a step takes at most, half of it before its effect and half after. @default no time */
  stepMilliseconds?: number;
  /** The step that waits for the command `go`. */
  holdAt?: string;
  /** The step that blocks the event loop until `blockUntilFile` exists. */
  blockAt?: string;
  blockUntilFile: string;
}
