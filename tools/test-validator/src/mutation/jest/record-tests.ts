import { hashOfFile } from '../cache/hash.ts';
import type { FileRecord, TestRecord } from '../record/file-record.ts';
import type { MutationPlan } from '../plan.ts';
import {
  assertionCallsIn,
  type CircusEvent,
  type CircusState,
  type CircusTest,
  type Environment,
  fullNameOf,
  suiteOf,
  type TestFileResult,
  testsOf,
} from './jest-types.ts';
import type { SwitchListeners } from './mutant-switch.ts';

/** The part of a plan that says what is told by which number. */
type ListenedPlan = Pick<MutationPlan, 'files' | 'operations' | 'points'>;

/** Listens to a test file that runs as it is, and notes which operations each test enters, and which assertions. */
export class TestRecorder implements SwitchListeners {
  readonly #file: string;
  readonly #plan: ListenedPlan;
  readonly #clock: () => number;
  readonly #tests = new Map<CircusTest, Recorded>();
  /** More than one where tests are concurrent. */
  readonly #running = new Set<Recorded>();
  readonly #outside = new Set<string>();
  readonly #loaded = new Set<string>();
  readonly #startedAt: number;
  #firstAt: number | undefined;
  #hookAt = 0;
  #hookMilliseconds = 0;
  #aroundMilliseconds = 0;

  constructor(file: string, plan: ListenedPlan, clock: () => number = () => performance.now()) {
    this.#file = file;
    this.#plan = plan;
    this.#clock = clock;
    this.#startedAt = clock();
  }

  entered(operation: number): undefined {
    const key = this.#plan.operations[operation];
    if (key === undefined) return;
    if (this.#running.size === 0) this.#outside.add(key);
    for (const { inBody, body, hooks } of this.#running) (inBody ? body : hooks).add(key);
  }

  loaded(path: string): void {
    this.#loaded.add(path);
  }

  running(body: number): void {
    const key = this.#plan.points?.[body];
    if (key !== undefined) for (const { bodies } of this.#running) bodies.add(key);
  }

  /** What begins in one test and ends in another, since nobody waits for it, holds in neither. */
  at(site: number): () => void {
    const key = this.#plan.points?.[site];
    if (key === undefined) return () => undefined;
    const begun = [...this.#running];
    for (const { pending } of begun) pending.set(key, (pending.get(key) ?? 0) + 1);
    return () => {
      for (const recorded of begun) {
        if (!this.#running.has(recorded)) continue;
        recorded.held.add(key);
        recorded.pending.set(key, (recorded.pending.get(key) ?? 1) - 1);
      }
    };
  }

  hear({ name, test }: CircusEvent, { rootDescribeBlock }: CircusState, environment: Environment): void {
    const recorded = test && this.#tests.get(test);
    switch (name) {
      case 'run_start':
        this.#firstAt = this.#clock();
        for (const each of testsOf(rootDescribeBlock)) this.#tests.set(each, newRecord());
        return;
      case 'hook_start':
        this.#hookAt = this.#clock();
        return;
      case 'hook_success':
      case 'hook_failure':
        this.#noteHook(this.#clock() - this.#hookAt);
        this.#noteAssertions(environment);
        return;
    }
    if (recorded === undefined || test === undefined) return;
    switch (name) {
      case 'test_start':
        recorded.startedAt = this.#clock();
        this.#running.add(recorded);
        return;
      case 'test_skip':
      case 'test_todo':
        this.#running.delete(recorded);
        return;
      case 'test_fn_start':
        recorded.inBody = true;
        return;
      case 'test_fn_success':
      case 'test_fn_failure':
        recorded.inBody = false;
        this.#noteAssertions(environment);
        return;
      case 'test_done':
        recorded.milliseconds = this.#clock() - recorded.startedAt;
        recorded.isDone = true;
        this.#running.delete(recorded);
    }
  }

  #noteHook(milliseconds: number): void {
    this.#hookMilliseconds = Math.max(this.#hookMilliseconds, milliseconds);
    if (this.#running.size === 0) this.#aroundMilliseconds += milliseconds;
  }

  /** Jest forgets the count when the test is done. */
  #noteAssertions(environment: Environment): void {
    const count = assertionCallsIn(environment);
    for (const recorded of this.#running) recorded.assertions = Math.max(recorded.assertions, count);
  }

  record({ testResults }: TestFileResult): FileRecord {
    const locate = locations(testResults);
    const nameOf = namer();
    return {
      file: this.#file,
      operations: Object.values(this.#plan.operations),
      tests: [...this.#tests].map(([test, recorded]): TestRecord => {
        const { isDone, milliseconds, body, hooks, bodies, held, pending, assertions } = recorded;
        const fullName = fullNameOf(test);
        // Only now: `expect.assertions` is checked after a test is done.
        const outcome = test.errors.length === 0 ? 'passed' : 'failed';
        const status = isDone ? outcome : 'skipped';
        const { line, column } = locate(fullName);
        return {
          ...{ name: nameOf(fullName), title: test.name, suite: suiteOf(test), line, column },
          ...{ status, milliseconds: Math.ceil(milliseconds), body: [...body], hooks: [...hooks] },
          ...{ bodies: [...bodies], held: [...held], assertions },
          threw: [...pending].flatMap(([key, count]) => (count > 0 ? [key] : [])),
        };
      }),
      outside: [...this.#outside],
      loaded: Object.fromEntries([...this.#loaded].sort().map((path) => [path, hashOfFile(path)])),
      watched: Object.fromEntries(
        [...this.#loaded].sort().flatMap((path) => {
          const watched = this.#plan.files[path]?.watched;
          return watched === undefined ? [] : [[path, watched]];
        }),
      ),
      loadMilliseconds: Math.ceil((this.#firstAt ?? this.#clock()) - this.#startedAt),
      aroundMilliseconds: Math.ceil(this.#aroundMilliseconds),
      hookMilliseconds: Math.ceil(this.#hookMilliseconds),
    };
  }
}

interface Recorded {
  inBody: boolean;
  isDone: boolean;
  startedAt: number;
  milliseconds: number;
  body: Set<string>;
  hooks: Set<string>;
  bodies: Set<string>;
  held: Set<string>;
  /** How many of them have begun and not ended. */
  pending: Map<string, number>;
  assertions: number;
}

function newRecord(): Recorded {
  return {
    ...{ inBody: false, isDone: false, startedAt: 0, milliseconds: 0, assertions: 0 },
    ...{ body: new Set(), hooks: new Set(), bodies: new Set(), held: new Set(), pending: new Map() },
  };
}

/** Gives names in the order of the tests: the second of a name is `<name> (2)`. */
export function namer(): (fullName: string) => string {
  const seen = new Map<string, number>();
  return (fullName) => {
    const count = (seen.get(fullName) ?? 0) + 1;
    seen.set(fullName, count);
    return count === 1 ? fullName : `${fullName} (${count})`;
  };
}

function locations(results: TestFileResult['testResults']) {
  const byName = Map.groupBy(results, ({ fullName }) => fullName);
  return (fullName: string): { line: number; column: number } => {
    const location = byName.get(fullName)?.shift()?.location;
    return location == null ? { line: 0, column: 0 } : { line: location.line, column: location.column };
  };
}
