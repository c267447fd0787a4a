/** What one project's run of Jest left, in `<project>/test-output/results.json`. */
export interface ProjectResults {
  project: string;
  suites: { passed: number; failed: number };
  tests: { passed: number; failed: number; skipped: number };
  /** Full names of the tests that did not run. */
  skipped: string[];
  seconds: number;
}

export const resultsFile = 'test-output/results.json';
