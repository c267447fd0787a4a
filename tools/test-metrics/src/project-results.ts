/** What one project's run of Jest left, in `<project>/test-output/results.json`. */
export interface ProjectResults {
  project: string;
  suites: { passed: number; failed: number };
  tests: { passed: number; failed: number; skipped: number };
  /** Full names of the tests that did not run. */
  skipped: string[];
  /** Of each test that failed its full name and what was said; of a file that could not run, its path. */
  failures: { name: string; message: string }[];
  seconds: number;
}

export const resultsFile = 'test-output/results.json';
