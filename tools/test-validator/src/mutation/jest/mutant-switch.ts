import { switchName } from '../mutants/instrument.ts';
import type { Environment } from './jest-types.ts';

/** What instrumented code calls. */
export interface MutantSwitch {
  /** Told that an operation is entered; answers with the number of the mutant that it is to be. */
  (operation: number): number | undefined;
  /** Told that a file is loaded. */
  loaded(path: string): void;
  /** Told that the body of a test begins. */
  running(body: number): void;
  /** Told that an assertion is come to; and by `of` that it has ended, with what it gives. */
  at(site: number): { of<Value>(value: Value): Value };
}

export interface SwitchListeners {
  entered(operation: number): number | undefined;
  loaded(path: string): void;
  running?(body: number): void;
  /** An assertion begins; gives what to call when it has ended without a throw. */
  at?(site: number): () => void;
}

/** Makes it the global of that name in the environment of a test file, unseen by tests that list globals. */
export function installSwitch(environment: Environment, listeners: SwitchListeners): void {
  const mutantSwitch: MutantSwitch = Object.assign((operation: number) => listeners.entered(operation), {
    loaded: (path: string) => listeners.loaded(path),
    running: (body: number) => listeners.running?.(body),
    at(site: number) {
      const held = listeners.at?.(site);
      return {
        of<Value>(value: Value): Value {
          held?.();
          return value;
        },
      };
    },
  });
  Object.defineProperty(environment.global, switchName, { value: mutantSwitch, configurable: true });
}

/** The methods of an object as listeners that can be handed on. */
export function listening(to: Required<SwitchListeners>): Required<SwitchListeners> {
  return {
    entered: (operation) => to.entered(operation),
    loaded: (path) => to.loaded(path),
    running: (body) => to.running(body),
    at: (site) => to.at(site),
  };
}
