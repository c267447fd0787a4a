import type { MutationResult, OperationResult } from '../mutation/mutation-result.ts';
import type { Project } from '../project/project.ts';
import type { Cell, OperationReport, ServiceReport, TestReport, Verdict } from '../report/report.ts';
import type { TestReach } from './read-reach.ts';
import type { ServicesReading } from './read-services.ts';
import { scoreOf } from './score.ts';
import { type Operation, operationKey, type Service } from './service.ts';

/** What is known about the services of a project. */
export interface ServicesFound extends Pick<ServicesReading, 'services' | 'reaches'> {
  /** Of all files, those suites included that integration tests call. */
  tests: readonly TestReport[];
  /** Of the services that were measured. */
  mutations: readonly MutationResult[];
  /** Operations that no test entered in a run that was watched: see `operationKey`. @default none */
  unentered?: ReadonlySet<string>;
}

/** What a test reaches, with what it is worth. */
interface ReachingTest extends TestReach {
  report: TestReport;
}

/** Scores each service, with the matrix of its operations and dependencies. */
export function reportServices(
  { services, reaches, tests, mutations, unentered = new Set() }: ServicesFound,
  project: Project,
): ServiceReport[] {
  const byPlace = new Map(tests.map((test) => [`${test.file}:${test.line}`, test]));
  return services.map((service) => {
    const reaching = reaches.flatMap((reach): ReachingTest[] => {
      const report = byPlace.get(`${project.nameOf(reach.file)}:${reach.line}`);
      return report === undefined || reach.service !== service.name ? [] : [{ ...reach, report }];
    });
    const mutation = mutations.find((result) => result.service === service.name);
    return reportService(service, reaching, { mutation, unentered }, project);
  });
}

function reportService(
  service: Service,
  reaching: readonly ReachingTest[],
  { mutation, unentered }: { mutation: MutationResult | undefined; unentered: ReadonlySet<string> },
  project: Project,
): ServiceReport {
  const measured = new Map(mutation?.operations.map((result) => [result.name, result]));
  const operations = service.operations.map((operation) =>
    reportOperation(
      operation,
      unentered.has(operationKey(project.nameOf(operation.file), operation.name)) ? [] : reaching,
      measured.get(operation.name),
      project,
    ),
  );
  const dependencies = service.dependencies.map(({ name, file, line }) => ({
    ...{ name, file: project.nameOf(file), line },
    up: cellOf(reaching.filter(({ up }) => up.includes(name))),
    down: cellOf(reaching.filter(({ down }) => down.includes(name))),
  }));
  // Cells are told apart by themselves; a test's weight stands in what covers them.
  const cells = [
    ...operations.flatMap(({ success, failure }) => [success, failure]),
    ...dependencies.flatMap(({ up, down }) => [up, down]),
  ].filter((cell) => cell !== null);
  const tests = [...new Set(reaching.map(({ report }) => report))];
  const scored = scoreOf(
    tests.map((report) => ({ verdict: report.verdict, cells: coveredBy(report, cells) })),
    cells.map((_, index) => String(index)),
    killsOf(mutation),
  );
  return {
    ...{ name: service.name, root: project.nameOf(service.root) },
    ...scored,
    ...{ tests: countVerdicts(tests), operations, dependencies },
  };
}

/** Of the operations that are entered, and of which all is known. */
function killsOf(mutation: MutationResult | undefined): OperationResult[] | null {
  const decided = mutation?.operations.filter(
    ({ coveringTests, total, undecided }) => coveringTests > 0 && total > 0 && undecided === 0,
  );
  return decided === undefined || decided.length === 0 ? null : decided;
}

function coveredBy(report: TestReport, cells: readonly NonNullable<Cell>[]): string[] {
  return cells.flatMap(({ tests }, index) =>
    tests.some(({ file, line }) => file === report.file && line === report.line) ? [String(index)] : [],
  );
}

/** What was measured overrules what was read: an operation that no test entered is covered by none. */
function reportOperation(
  { name, file, line, canFail }: Operation,
  reaching: readonly ReachingTest[],
  measured: OperationResult | undefined,
  project: Project,
): OperationReport {
  const isEntered = measured === undefined || measured.coveringTests > 0;
  const covering = (kind: 'successes' | 'failures'): Cell =>
    cellOf(isEntered ? reaching.filter((reach) => reach[kind].includes(name)) : []);
  return {
    ...{ name, file: project.nameOf(file), line },
    success: covering('successes'),
    failure: canFail ? covering('failures') : null,
    mutants:
      measured === undefined || measured.undecided > 0
        ? null
        : { total: measured.total, killed: measured.killed },
  };
}

function cellOf(reaching: readonly ReachingTest[]): NonNullable<Cell> {
  const tests = new Map(
    reaching
      .filter(({ report }) => report.verdict === 'real')
      .map(({ report: { file, line, title } }) => [`${file}:${line}`, { file, line, title }]),
  );
  return { covered: tests.size > 0, tests: [...tests.values()] };
}

function countVerdicts(tests: readonly TestReport[]): Record<Verdict, number> {
  const counts = { real: 0, weak: 0, hollow: 0, placeholder: 0, skipped: 0 };
  for (const { verdict } of tests) counts[verdict]++;
  return counts;
}
