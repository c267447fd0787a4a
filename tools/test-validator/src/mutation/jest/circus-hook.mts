import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { hashOf } from '../cache/hash.ts';
import type { MutationPlan } from '../plan.ts';
import { type HookOptions, hookOptionsOf } from './hook-options.ts';
import type { TestFramework } from './jest-types.ts';
import { loadModule } from './load-module.ts';
import { installSwitch, listening } from './mutant-switch.ts';
import { TestRecorder } from './record-tests.ts';
import { type Watch, watchIn } from './watch.ts';

/**
 * Stands in for the project's test runner (`testRunner`), which it calls, since that is where the globals of a test file
 * and the events of its tests can both be reached, whatever environment the file asks for. A module of its own kind
 * (`.mts`): Jest sends others through the project's transformers.
 */
const runTestFile: TestFramework = async (globalConfiguration, configuration, environment, ...rest) => {
  const options = hookOptionsOf(configuration);
  const [, testPath] = rest;
  const watch = watchIn(configuration) ?? recordToFile(options, testPath);
  installSwitch(environment, watch);
  const handle = environment.handleTestEvent?.bind(environment);
  environment.handleTestEvent = (event, state) => {
    watch.hear(event, state, environment);
    return handle?.(event, state);
  };
  const framework = await loadModule(options.testRunner);
  if (!isTestFramework(framework)) throw new TypeError(`${options.testRunner} runs no tests`);
  const result = await framework(globalConfiguration, configuration, environment, ...rest);
  watch.finish(result);
  return result;
};

export default runTestFile;

function isTestFramework(loaded: unknown): loaded is TestFramework {
  return typeof loaded === 'function';
}

/** In an ordinary run, where nobody in this process waits for the record. */
function recordToFile({ planFile, recordFolder }: HookOptions, testPath: string): Watch {
  const plan: MutationPlan = JSON.parse(readFileSync(planFile, 'utf8'));
  const recorder = new TestRecorder(testPath, plan);
  return {
    ...listening(recorder),
    hear: (...heard) => recorder.hear(...heard),
    finish(result) {
      if (recordFolder === null) return;
      mkdirSync(recordFolder, { recursive: true });
      const path = join(recordFolder, `${hashOf(testPath)}.json`);
      writeFileSync(path, JSON.stringify(recorder.record(result)));
    },
  };
}
