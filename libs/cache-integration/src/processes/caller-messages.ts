/** What a caller process is told on its command line. */
export interface CallerSettings {
  url: string;
  key: string;
  callers: number;
  leaseSeconds: number;
}

/** What the test tells it: begin to call; end the computation, with a value or an error. */
export type CallerOrder = 'call' | 'return' | 'throw';

/** What it tells the test. */
export type CallerNews =
  | { type: 'ready' }
  /** All its calls are under way, and Redis knows of them. */
  | { type: 'called' }
  | { type: 'computing' }
  | {
      type: 'answered';
      /** What the calls came to: `<source> <value>` or `<error's name> <code> <message>`, each with its number. */
      outcomes: Record<string, number>;
      /** When the last was answered, milliseconds since 1970. */
      at: number;
    };
