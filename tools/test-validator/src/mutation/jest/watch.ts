import type {
  CircusEvent,
  CircusState,
  Environment,
  ProjectConfiguration,
  TestFileResult,
} from './jest-types.ts';
import type { SwitchListeners } from './mutant-switch.ts';

/** Whoever follows the run of one test file. */
export interface Watch extends SwitchListeners {
  hear(event: CircusEvent, state: CircusState, environment: Environment): void;
  /** When all tests are done. */
  finish(result: TestFileResult): void;
}

/** As a symbol it is not part of the configuration's JSON, by which Jest's caches tell configurations apart. */
const watchKey = Symbol('watch');

/** A configuration for one run of one file within this process. */
export function withWatch<Configuration extends object>(
  configuration: Configuration,
  watch: Watch,
): Configuration {
  return Object.assign({ ...configuration }, { [watchKey]: watch });
}

export function watchIn(configuration: ProjectConfiguration & { [watchKey]?: Watch }): Watch | undefined {
  return configuration[watchKey];
}
