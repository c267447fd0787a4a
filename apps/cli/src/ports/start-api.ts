/** An API in this process. */
export interface RunningApi {
  url: string;
  key: string;
  /** Finishes or releases what runs. */
  close(): Promise<void>;
}

/**
 * Starts the API for one command: on a free port, silent. Throws CliError `configuration-invalid` for a setting that
 * can't be.
 */
export type StartApi = () => Promise<RunningApi>;

/** Runs the API as configured, for everyone, and resolves when it has been stopped. Throws like StartApi. */
export type ServeApi = () => Promise<void>;
