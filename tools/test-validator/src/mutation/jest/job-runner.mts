import { readFileSync } from 'node:fs';

import type { MutationPlan } from '../plan.ts';
import { wrapConfiguration } from './hook-options.ts';
import type { ProjectConfiguration, Test, TestRunnerClass } from './jest-types.ts';
import { loadModule } from './load-module.ts';
import type { MessageFromJest, MessageToJest } from './messages.ts';
import { type JobContext, runJob } from './run-job.ts';

/**
 * A runner of Jest (`--runner`) that does not run what Jest has found, but what it is told to by the process that has
 * started it: the same files again and again, with one mutant after the other. What Jest has set up is there for all of
 * them: its configuration, its map of files, and what it has transformed.
 */
export default class JobRunner {
  readonly isSerial = true;
  readonly supportsEventEmitters = false;
  readonly #globalConfiguration: unknown;
  readonly #context: unknown;

  constructor(globalConfiguration: unknown, context: unknown) {
    this.#globalConfiguration = globalConfiguration;
    this.#context = context;
  }

  /** Ends with the process: when the other side has ended it, or is gone. */
  async runTests(tests: Test[], watcher: unknown): Promise<void> {
    // What the tests of an earlier job have left behind is no reason to end.
    for (const event of ['unhandledRejection', 'uncaughtException'] as const)
      process.on(event, () => undefined);
    process.on('disconnect', () => process.exit());
    const context = Promise.withResolvers<JobContext>();
    const byPath = new Map<string, Test>();
    process.on('message', async (message: MessageToJest) => {
      if (message.type === 'begin') {
        const { planFile } = message;
        const wrapped = wrapAll(tests, planFile);
        for (const test of wrapped) byPath.set(test.path, test);
        context.resolve(await this.#contextOf(message, watcher));
        return;
      }
      const { job } = message;
      const test = byPath.get(job.file);
      tell(
        test === undefined
          ? { type: 'broken', message: `${job.file} is no test file`, residentBytes: 0 }
          : await runJob(job, test, await context.promise),
      );
    });
    tell({ type: 'ready', files: tests.map(({ path }) => path) });
    await new Promise(() => undefined);
  }

  async #contextOf(
    { planFile, jestRunner, worker }: Extract<MessageToJest, { type: 'begin' }>,
    watcher: unknown,
  ): Promise<JobContext> {
    const Runner = await loadModule(jestRunner);
    if (!isRunnerClass(Runner)) throw new TypeError(`${jestRunner} is no runner of Jest`);
    const plan: MutationPlan = JSON.parse(readFileSync(planFile, 'utf8'));
    return {
      ...{ Runner, watcher, plan, worker },
      globalConfiguration: this.#globalConfiguration,
      runnerContext: this.#context,
      onStep: (limitMilliseconds, test) => tell({ type: 'alive', limitMilliseconds, test }),
    };
  }
}

function wrapAll(tests: readonly Test[], planFile: string): Test[] {
  const wrapped = new Map<ProjectConfiguration, ProjectConfiguration>();
  return tests.map((test) => {
    const { config } = test.context;
    const known = wrapped.get(config) ?? wrapConfiguration(config, { planFile, recordFolder: null });
    wrapped.set(config, known);
    return { ...test, context: { ...test.context, config: known } };
  });
}

function tell(message: MessageFromJest): void {
  process.send?.(message);
}

function isRunnerClass(loaded: unknown): loaded is TestRunnerClass {
  return typeof loaded === 'function';
}
