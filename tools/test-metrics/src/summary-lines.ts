import type { ProjectResults } from './project-results.ts';

/** Of what a failed test said, the part that tells why; all of it stands in the output of its project. */
const mostMessageLines = 20;

/**
 * The results of all projects at the end of a run: each, what was skipped, what failed and why, then the sums as Jest's own
 * summary has them.
 */
export function summaryLines(projects: readonly ProjectResults[]): string[] {
  const sum = (count: (results: ProjectResults) => number) =>
    projects.reduce((total, results) => total + count(results), 0);
  const width = Math.max(0, ...projects.map(({ project }) => project.length));
  return [
    ...projects.map(
      ({ project, tests, seconds }) =>
        `${project.padEnd(width)}  ${String(tests.passed).padStart(4)} passed  ${seconds.toFixed(1).padStart(6)} s`,
    ),
    ...projects.flatMap(({ project, skipped: names }) => names.map((name) => `skipped: ${project}: ${name}`)),
    ...projects.flatMap(({ project, failures }) =>
      failures.flatMap(({ name, message }) => [
        '',
        `failed: ${project}: ${name}`,
        ...message
          .split('\n')
          .slice(0, mostMessageLines)
          .map((line) => `  ${line}`),
      ]),
    ),
    '',
    `Test Suites: ${counts({
      failed: sum(({ suites }) => suites.failed),
      passed: sum(({ suites }) => suites.passed),
    })}`,
    `Tests:       ${counts({
      failed: sum(({ tests }) => tests.failed),
      skipped: sum(({ tests }) => tests.skipped),
      passed: sum(({ tests }) => tests.passed),
    })}`,
    // Once more in the order that tools of any language look for.
    `Total: ${sum(({ tests }) => tests.passed)} passed, ${sum(({ tests }) => tests.failed)} failed`,
  ];
}

/** `1 failed, 2 passed, 3 total`: in the order given, without those that are none. */
function counts(byOutcome: Record<string, number>): string {
  const total = Object.values(byOutcome).reduce((all, count) => all + count, 0);
  const some = Object.entries(byOutcome).filter(([, count]) => count > 0);
  return [...some.map(([outcome, count]) => `${count} ${outcome}`), `${total} total`].join(', ');
}
