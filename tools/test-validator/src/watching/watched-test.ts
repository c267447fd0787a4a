/** A test as far as a run is watched for it. Survives being sent to another process. */
export interface WatchedTest {
  /** As in its TestReport: relative to the project's folder, with the lines of its declaration. */
  file: string;
  line: number;
  endLine: number;
  /** Blocks and own title, joined by ` › `. */
  test: string;
  body: WatchedBody;
  /** Assertions on its ways, those in helpers included, each once. */
  sites: WatchedSite[];
  /**
   * What decides it, besides: a type, a callback, a throw. Whether that ran is not watched, so that nothing can be said of a
   * test by its silence.
   */
  hasUnwatched: boolean;
}

/** Where a test begins to run. */
export interface WatchedBody {
  /** Absolute path. */
  path: string;
  start: number;
  end: number;
  /** An expression has no place for statements. */
  kind: 'block' | 'expression';
}

/** An assertion. */
export interface WatchedSite {
  path: string;
  start: number;
  end: number;
  /** From 1. */
  line: number;
  endLine: number;
  column: number;
  /** In the text of the test itself, not in a helper. */
  isOwn: boolean;
  /** Where it stands in several ways that exclude each other: which. Outermost first. */
  arms: Arm[];
  /** What static analysis says may keep it from running, at the place where that is reported. */
  hazards: { rule: string; line: number; column: number }[];
}

/** One of several ways: the two of an `if`, the cases of a `switch`, a `try` and its `catch`. */
export interface Arm {
  /** Offset of the node with the ways. */
  fork: number;
  way: number;
}

/** Names the places, the same in every run on the same texts. */
export const siteKey = ({ path, start, end }: Pick<WatchedSite, 'path' | 'start' | 'end'>): string =>
  `${path}:${start}-${end}`;
