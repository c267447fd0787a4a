import { relative } from '../../project/paths.ts';

/** What the tests of one file did when nothing was broken. Paths are absolute as they come from Jest, see `relativeTo`. */
export interface FileRecord {
  file: string;
  /** Keys of all operations that it was listened for. */
  operations: string[];
  tests: TestRecord[];
  /** Keys of operations that were entered outside of any test: when the file was loaded, before all tests, after them. */
  outside: string[];
  /** The files that were loaded, without those of packages, and the hashes of their texts. */
  loaded: Record<string, string>;
  /** Of those with places that tests were watched at: `watched` of the plan. Empty where nothing was watched. */
  watched: Record<string, string>;
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
  /** Keys of the bodies that it ran: its own, seldom others. */
  bodies: string[];
  /** Keys of the assertions that it came to, in its body or in hooks around it, and that ended without a throw. */
  held: string[];
  /** Keys of those that threw, at least once. */
  threw: string[];
  /** How many assertions Jest's `expect` counted. */
  assertions: number;
}

/** The same record with paths relative to a folder, so that it holds on every machine. */
export function relativeTo(folder: string, record: FileRecord): FileRecord {
  const ofRelative = (byPath: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(byPath).map(([path, hash]) => [relative(folder, path), hash]));
  return {
    ...record,
    file: relative(folder, record.file),
    ...{ loaded: ofRelative(record.loaded), watched: ofRelative(record.watched) },
  };
}
