import type { ProjectResults } from './project-results.ts';

/** The results of all projects, as a person reads them at the end of a run: what was skipped, then the counts. */
export function summaryLines(projects: readonly ProjectResults[]): string[] {
  const sum = (count: (results: ProjectResults) => number) =>
    projects.reduce((total, results) => total + count(results), 0);
  const width = Math.max(0, ...projects.map(({ project }) => project.length));
  const suites = sum((results) => results.suites.passed + results.suites.failed);
  const passed = sum(({ tests }) => tests.passed);
  const failed = sum(({ tests }) => tests.failed);
  const skipped = sum(({ tests }) => tests.skipped);
  return [
    ...projects.map(
      ({ project, tests, seconds }) =>
        `${project.padEnd(width)}  ${String(tests.passed).padStart(4)} passed  ${seconds.toFixed(1).padStart(6)} s`,
    ),
    ...projects.flatMap(({ project, skipped: names }) => names.map((name) => `skipped: ${project}: ${name}`)),
    '',
    `Test Suites: ${sum((results) => results.suites.passed)} passed, ${suites} total`,
    `Tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  ];
}
