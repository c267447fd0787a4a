import { env } from 'node:process';

import type { MutationPlan } from '../plan.ts';
import type { Test, TestFileResult, TestRunnerClass } from './jest-types.ts';
import type { Job, JobReport } from './messages.ts';
import { listening } from './mutant-switch.ts';
import { TestRecorder } from './record-tests.ts';
import { MutantTester, type OnStep } from './test-with-mutant.ts';
import { type Watch, withWatch } from './watch.ts';

export interface JobContext {
  /** Of Jest's default runner. */
  Runner: TestRunnerClass;
  globalConfiguration: unknown;
  runnerContext: unknown;
  watcher: unknown;
  plan: MutationPlan;
  /** Other processes have others: tests take ports and names of databases by it. */
  worker: number;
  onStep: OnStep;
}

/** Runs a test file as Jest would, in this process, and tells what the job wants to know of it. */
export async function runJob(job: Job, test: Test, context: JobContext): Promise<JobReport> {
  const { tests } = job;
  if (tests === null) {
    const recorder = new TestRecorder(job.file, context.plan);
    let found: TestFileResult = { testResults: [] };
    const watch: Watch = {
      ...listening(recorder),
      hear(event, state, environment) {
        recorder.hear(event, state, environment);
        context.onStep(Number.POSITIVE_INFINITY, null);
      },
      finish: (result) => void (found = result),
    };
    return runWith(watch, test, context, (residentBytes) => ({
      ...{ type: 'recorded', record: recorder.record(found), residentBytes },
    }));
  }
  const tester = new MutantTester({ ...job, tests }, context.onStep);
  const watch: Watch = {
    entered: (operation) => tester.entered(operation),
    loaded: () => undefined,
    hear: (event, state) => tester.hear(event, state),
    finish: () => undefined,
  };
  return runWith(watch, test, context, (residentBytes) => ({
    ...{ type: 'tested', outcomes: tester.outcomes, residentBytes },
  }));
}

async function runWith(
  watch: Watch,
  test: Test,
  { Runner, globalConfiguration, runnerContext, watcher, worker }: JobContext,
  toReport: (residentBytes: number) => JobReport,
): Promise<JobReport> {
  const runner = new Runner(globalConfiguration, runnerContext);
  let problem: string | undefined;
  runner.on('test-file-failure', ([, error]) => {
    problem = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
  });
  const watched: Test = {
    ...test,
    context: { ...test.context, config: withWatch(test.context.config, watch) },
  };
  const running = runner.runTests([watched], watcher, { serial: true });
  // Jest has set it to 1, and the environment of the test's file is yet to be made.
  env['JEST_WORKER_ID'] = String(worker);
  await running;
  const residentBytes = process.memoryUsage.rss();
  return problem === undefined
    ? toReport(residentBytes)
    : { type: 'broken', message: problem, residentBytes };
}

function messageOf(error: unknown): string {
  const hasMessage = typeof error === 'object' && error !== null && 'message' in error;
  return String(hasMessage ? error.message : error);
}
