/** The parts of Jest (28 and later) that are used here, by their shape: which of its packages can be imported differs. */
export interface ProjectConfiguration {
  rootDir: string;
  /** Pattern, path of the transformer, its options. */
  transform: [pattern: string, path: string, options: unknown][];
  testRunner: string;
  testLocationInResults: boolean;
}

export interface Test {
  path: string;
  context: { config: ProjectConfiguration };
}

/** Of one test file. */
export interface TestFileResult {
  testResults: { fullName: string; location?: { line: number; column: number } | null }[];
}

export interface TestRunner {
  runTests(tests: Test[], watcher: unknown, options: { serial: boolean }): Promise<void>;
  on(event: 'test-file-success', listener: (told: [Test, TestFileResult]) => void): unknown;
  on(event: 'test-file-failure', listener: (told: [Test, unknown]) => void): unknown;
}

export type TestRunnerClass = new (globalConfiguration: unknown, context: unknown) => TestRunner;

export interface Environment {
  global: { expect?: { getState?: () => { assertionCalls?: number } } };
  handleTestEvent?: (event: CircusEvent, state: CircusState) => unknown;
}

/** How many assertions of Jest's `expect` the running test has made; 0 where it is not to be had. */
export function assertionCallsIn({ global }: Environment): number {
  const { expect } = global;
  return expect?.getState?.().assertionCalls ?? 0;
}

/** What `testRunner` names: it runs one test file in an environment. */
export type TestFramework = (
  globalConfiguration: unknown,
  configuration: ProjectConfiguration,
  environment: Environment,
  runtime: unknown,
  testPath: string,
  sendMessageToJest: unknown,
) => Promise<TestFileResult>;

export interface CircusTest {
  type: 'test';
  name: string;
  parent: CircusBlock;
  mode?: string | null | undefined;
  timeout?: number | undefined;
  errors: unknown[];
}

export interface CircusBlock {
  type: 'describeBlock';
  name: string;
  parent?: CircusBlock | undefined;
  children: (CircusBlock | CircusTest)[];
  hooks: { timeout?: number | undefined }[];
}

export interface CircusState {
  rootDescribeBlock: CircusBlock;
  testTimeout: number;
}

/** Those that are listened to, and what they tell. */
export interface CircusEvent {
  name: string;
  test?: CircusTest | undefined;
  describeBlock?: CircusBlock | undefined;
  hook?: object | undefined;
}

/** The full name of a test, as results have it: the titles of its blocks and its own. */
export function fullNameOf(test: CircusTest): string {
  return [...suiteOf(test), test.name].join(' ');
}

/** The titles of the blocks around a test, outermost first. */
export function suiteOf(test: CircusTest): string[] {
  const titles: string[] = [];
  for (let block: CircusBlock | undefined = test.parent; block?.parent !== undefined; block = block.parent) {
    titles.unshift(block.name);
  }
  return titles;
}

/** The tests of a block, in the order in which they run. */
export function testsOf(block: CircusBlock): CircusTest[] {
  return block.children.flatMap((child) => (child.type === 'test' ? [child] : testsOf(child)));
}

/** A block and those in it. */
export function blocksOf(block: CircusBlock): CircusBlock[] {
  return [block, ...block.children.flatMap((child) => (child.type === 'test' ? [] : blocksOf(child)))];
}
