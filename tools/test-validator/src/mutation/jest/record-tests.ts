import { hashOfFile } from '../cache/hash.ts';
import type { FileRecord, TestRecord } from '../record/file-record.ts';
import {
  type CircusEvent,
  type CircusState,
  type CircusTest,
  fullNameOf,
  suiteOf,
  type TestFileResult,
  testsOf,
} from './jest-types.ts';
import type { SwitchListeners } from './mutant-switch.ts';

/** Listens to a test file that runs as it is, and notes which operations each test enters. */
export class TestRecorder implements SwitchListeners {
  readonly #file: string;
  readonly #keys: Readonly<Record<number, string>>;
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

  constructor(
    file: string,
    keys: Readonly<Record<number, string>>,
    clock: () => number = () => performance.now(),
  ) {
    this.#file = file;
    this.#keys = keys;
    this.#clock = clock;
    this.#startedAt = clock();
  }

  entered(operation: number): undefined {
    const key = this.#keys[operation];
    if (key === undefined) return;
    if (this.#running.size === 0) this.#outside.add(key);
    for (const { inBody, body, hooks } of this.#running) (inBody ? body : hooks).add(key);
  }

  loaded(path: string): void {
    this.#loaded.add(path);
  }

  hear({ name, test }: CircusEvent, { rootDescribeBlock }: CircusState): void {
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

  record({ testResults }: TestFileResult): FileRecord {
    const locate = locations(testResults);
    const nameOf = namer();
    return {
      file: this.#file,
      operations: Object.values(this.#keys),
      tests: [...this.#tests].map(([test, { isDone, milliseconds, body, hooks }]): TestRecord => {
        const fullName = fullNameOf(test);
        // Only now: `expect.assertions` is checked after a test is done.
        const outcome = test.errors.length === 0 ? 'passed' : 'failed';
        const status = isDone ? outcome : 'skipped';
        const { line, column } = locate(fullName);
        return {
          ...{ name: nameOf(fullName), title: test.name, suite: suiteOf(test), line, column },
          ...{ status, milliseconds: Math.ceil(milliseconds), body: [...body], hooks: [...hooks] },
        };
      }),
      outside: [...this.#outside],
      loaded: Object.fromEntries([...this.#loaded].sort().map((path) => [path, hashOfFile(path)])),
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
}

function newRecord(): Recorded {
  return { inBody: false, isDone: false, startedAt: 0, milliseconds: 0, body: new Set(), hooks: new Set() };
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
