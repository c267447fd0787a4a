export { type Configuration, ConfigurationError, readConfiguration } from './config.ts';
export type { JobView } from './job-view.ts';
export { runUntilSignal } from './run-until-signal.ts';
export type { RunningServer } from './server.ts';
export { startServer } from './start-server.ts';
