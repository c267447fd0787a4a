import { describe, expect, it } from '@jest/globals';

/** Code in which a rule must find nothing. */
export interface ValidCase {
  /** What is tricky about it, e.g. "the helper asserts under an unusual name, in another file". */
  title: string;
  /** The test file. */
  code: string;
  /** Its path in the project; default `src/subject.test.ts`. */
  name?: string;
  /** Other files of the project, by path from its root. A relative import of what is not here counts as production code. */
  files?: Record<string, string>;
}

/** Code in which a rule must find something. */
export interface InvalidCase extends ValidCase {
  /** The lines of this rule's findings in `code`, ascending, from 1. */
  lines: number[];
}
