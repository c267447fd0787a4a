import { readFileSync, realpathSync } from 'node:fs';
import { env } from 'node:process';

import { resolveJest } from '../processes/find-jest.ts';
import { type Recording, recordingVariable } from '../record/recording.ts';
import { wrapConfiguration } from './hook-options.ts';
import type { ProjectConfiguration, Test, TestRunner, TestRunnerClass } from './jest-types.ts';
import { loadModule } from './load-module.ts';

type Listener = Parameters<TestRunner['on']>;

/**
 * Jest's default runner (`runner` of a configuration) that records besides which operations each test enters, for those
 * projects that TEST_VALIDATOR_RECORDING names. Where that is not set, it does nothing but run the tests.
 */
export default class RecordingRunner {
  readonly supportsEventEmitters = true;
  readonly #globalConfiguration: unknown;
  readonly #context: unknown;
  readonly #listeners: Listener[] = [];

  constructor(globalConfiguration: unknown, context: unknown) {
    this.#globalConfiguration = globalConfiguration;
    this.#context = context;
  }

  on(...listener: Listener): () => void {
    this.#listeners.push(listener);
    return () => undefined;
  }

  async runTests(tests: Test[], watcher: unknown, options: { serial: boolean }): Promise<void> {
    const [first] = tests;
    if (first === undefined) return;
    const Runner = await loadModule(resolveJest(first.context.config.rootDir).runner);
    if (!isRunnerClass(Runner)) throw new TypeError('jest-runner is no runner of Jest');
    const runner = new Runner(this.#globalConfiguration, this.#context);
    for (const listener of this.#listeners) runner.on(...listener);
    await runner.runTests(recorded(tests), watcher, options);
  }
}

function recorded(tests: Test[]): Test[] {
  const path = env[recordingVariable];
  if (path === undefined || path === '') return tests;
  const { projects }: Recording = JSON.parse(readFileSync(path, 'utf8'));
  const wrapped = new Map<ProjectConfiguration, ProjectConfiguration>();
  return tests.map((test) => {
    const { config } = test.context;
    const project = projects.find(({ root }) => root === realpathSync(config.rootDir));
    if (project === undefined) return test;
    const known = wrapped.get(config) ?? wrapConfiguration(config, project);
    wrapped.set(config, known);
    return { ...test, context: { ...test.context, config: known } };
  });
}

function isRunnerClass(loaded: unknown): loaded is TestRunnerClass {
  return typeof loaded === 'function';
}
