/** What the process ends with. */
export const exitCodes = {
  done: 0,
  /** The job failed or came out partial, or the server could not be reached. */
  failed: 1,
  /** What was typed or handed in is wrong. */
  usage: 2,
  /** Ctrl-C: 128 and the number of SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
