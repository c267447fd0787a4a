import { switchName } from '../mutants/instrument.ts';
import type { Environment } from './jest-types.ts';

/** What instrumented code calls. */
export interface MutantSwitch {
  /** Told that an operation is entered; answers with the number of the mutant that it is to be. */
  (operation: number): number | undefined;
  /** Told that a file is loaded. */
  loaded(path: string): void;
}

export interface SwitchListeners {
  entered(operation: number): number | undefined;
  loaded(path: string): void;
}

/** Makes it the global of that name in the environment of a test file, unseen by tests that list globals. */
export function installSwitch(environment: Environment, { entered, loaded }: SwitchListeners): void {
  const mutantSwitch: MutantSwitch = Object.assign((operation: number) => entered(operation), { loaded });
  Object.defineProperty(environment.global, switchName, { value: mutantSwitch, configurable: true });
}
