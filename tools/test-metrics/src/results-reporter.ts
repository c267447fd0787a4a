import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import type { AggregatedResult, Config, Reporter, TestResult } from '@jest/reporters';

import { type ProjectResults, resultsFile } from './project-results.ts';

/** A Jest reporter that leaves the counts of a whole run in the project, where Nx caches them with the run. */
export default class ResultsReporter implements Pick<Reporter, 'onRunComplete'> {
  readonly #configuration: Config.GlobalConfig;

  constructor(configuration: Config.GlobalConfig) {
    this.#configuration = configuration;
  }

  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    const { rootDir, testPathPatterns, testNamePattern } = this.#configuration;
    // A run of a part says nothing of the whole.
    if (testPathPatterns.patterns.length > 0 || testNamePattern) return;
    const tests = results.testResults.flatMap((suite) => suite.testResults);
    const summary: ProjectResults = {
      project: basename(rootDir),
      suites: { passed: results.numPassedTestSuites, failed: results.numFailedTestSuites },
      tests: {
        passed: results.numPassedTests,
        failed: results.numFailedTests,
        skipped: results.numPendingTests + results.numTodoTests,
      },
      skipped: tests
        .filter(({ status }) => status === 'pending' || status === 'todo')
        .map(({ fullName }) => fullName),
      failures: results.testResults.flatMap(failuresOf),
      seconds: (Date.now() - results.startTime) / 1000,
    };
    const path = join(rootDir, resultsFile);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(summary, null, 2)}\n`);
  }
}

function failuresOf(file: TestResult): ProjectResults['failures'] {
  const failed = file.testResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => ({ name: fullName, message: failureMessages.join('\n') }));
  const all =
    failed.length === 0 && file.failureMessage
      ? [{ name: file.testFilePath, message: file.failureMessage }]
      : failed;
  return all.map(({ name, message }) => ({ name, message: stripVTControlCharacters(message) }));
}
