/** What the tests of one file did when nothing was broken. */
export interface FileRecord {
  /** Absolute. */
  file: string;
  tests: TestRecord[];
  /** Keys of operations that were entered outside of any test: when the file was loaded, before all tests, after them. */
  outside: string[];
  /** The files that were loaded (absolute paths), without those of packages, and the hashes of their texts. */
  loaded: Record<string, string>;
  /** From the beginning to the first test or hook. */
  loadMilliseconds: number;
  /** What hooks of blocks and of the file took: those that run before or after all tests. */
  aroundMilliseconds: number;
  /** The longest that a hook took. */
  hookMilliseconds: number;
}

export interface TestRecord {
  /** Blocks and own title, joined by blanks; with a number where there are several of one name: `adds (2)`. */
  name: string;
  title: string;
  /** The titles of the blocks around it, outermost first. */
  suite: string[];
  /** From 1; 0 where Jest does not tell. */
  line: number;
  column: number;
  status: 'passed' | 'failed' | 'skipped';
  milliseconds: number;
  /** Keys of the operations that were entered in its body, and of those entered in hooks around it. */
  body: string[];
  hooks: string[];
}
