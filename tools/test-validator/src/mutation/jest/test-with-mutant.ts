import type { Job, JobTest, TestOutcome } from './messages.ts';
import {
  blocksOf,
  type CircusEvent,
  type CircusState,
  type CircusTest,
  fullNameOf,
  testsOf,
} from './jest-types.ts';
import type { SwitchListeners } from './mutant-switch.ts';
import { namer } from './record-tests.ts';

/** Told when something begins that is to be over within this time. */
export type OnStep = (limitMilliseconds: number, test: string | null) => void;

type TestingJob = Job & { tests: JobTest[] };

/** Runs those tests of a file that a job names, with its mutant, and no more of them than are needed. */
export class MutantTester implements SwitchListeners {
  readonly outcomes: TestOutcome[] = [];
  readonly #job: TestingJob;
  readonly #onStep: OnStep;
  readonly #chosen = new Map<CircusTest, JobTest>();
  readonly #failedAround = new Set<CircusTest>();
  #done: CircusTest | undefined;
  #hasFailed = false;

  constructor(job: TestingJob, onStep: OnStep) {
    this.#job = job;
    this.#onStep = onStep;
  }

  entered(operation: number): number | undefined {
    const { mutant } = this.#job;
    return mutant?.operation === operation ? mutant.number : undefined;
  }

  loaded(): void {}

  hear({ name, test, describeBlock }: CircusEvent, state: CircusState): void {
    this.#conclude();
    switch (name) {
      case 'run_start':
        this.#choose(state);
        return;
      case 'run_describe_start':
        // Its hooks run if a test in it is to be run: that must be known before.
        if (this.#isSettled && describeBlock !== undefined) leaveOut(testsOf(describeBlock));
        return;
      case 'hook_start':
        this.#onStep(this.#job.hookLimitMilliseconds, null);
        return;
    }
    const chosen = test && this.#chosen.get(test);
    if (test === undefined || chosen === undefined) return;
    switch (name) {
      case 'test_start':
        if (this.#isSettled) test.mode = 'skip';
        return;
      case 'test_fn_start':
        if (test.errors.length > 0) this.#failedAround.add(test);
        this.#onStep(chosen.limitMilliseconds, chosen.name);
        return;
      case 'hook_failure':
        this.#failedAround.add(test);
        return;
      case 'test_done':
        this.#done = test;
    }
  }

  /** Not when a test is done: `expect.assertions` is checked just after. */
  #conclude(): void {
    const test = this.#done;
    const chosen = test && this.#chosen.get(test);
    if (test === undefined || chosen === undefined) return;
    this.#done = undefined;
    const hasFailed = test.errors.length > 0;
    const isOwnFailure = hasFailed && !this.#failedAround.has(test);
    this.#hasFailed ||= hasFailed;
    this.outcomes.push({ name: chosen.name, hasFailed, isOwnFailure });
  }

  #choose(state: CircusState): void {
    const { tests, hookLimitMilliseconds } = this.#job;
    const byName = new Map(tests.map((test) => [test.name, test]));
    const nameOf = namer();
    for (const test of testsOf(state.rootDescribeBlock)) {
      const chosen = byName.get(nameOf(fullNameOf(test)));
      if (chosen === undefined) {
        test.mode = 'skip';
        continue;
      }
      this.#chosen.set(test, chosen);
      test.timeout = chosen.limitMilliseconds;
    }
    // What a broken operation never does is not waited for as long as what a slow machine does late.
    state.testTimeout = hookLimitMilliseconds;
    for (const { hooks } of blocksOf(state.rootDescribeBlock)) {
      for (const hook of hooks) hook.timeout = hookLimitMilliseconds;
    }
  }

  get #isSettled(): boolean {
    return this.#hasFailed && this.#job.stopsAtFailure;
  }
}

function leaveOut(tests: readonly CircusTest[]): void {
  for (const test of tests) test.mode = 'skip';
}
