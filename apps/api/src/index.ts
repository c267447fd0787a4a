export { type Configuration, ConfigurationError, readConfiguration } from './config.ts';
export type { JobView } from './job-view.ts';
export { runUntilSignal } from './run-until-signal.ts';
export { createLogger, type RunningServer, startServer } from './server.ts';
