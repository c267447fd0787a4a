import { Denoter } from '../analysis/denote.ts';
import { traceTest } from '../analysis/trace-test.ts';
import type { Project } from '../project/project.ts';
import type { Finding, TestReport } from '../report/report.ts';
import type { Module } from '../syntax/parse-module.ts';
import { findTests, fullTitleOf, type TestCase, titlesAround } from '../tests/find-tests.ts';
import { isMarked } from '../tests/marker.ts';
import type { WatchedTest } from '../watching/watched-test.ts';
import { watchedTestOf } from '../watching/watched-tests-of.ts';
import { catalogue } from './catalogue.ts';
import { verdictOf } from './judge.ts';
import type { Examined, Rule, Spotted } from './rule.ts';

/** What is found in one file, by reading alone. */
export interface FileReport {
  tests: TestReport[];
  findings: Finding[];
  /** What to watch when they run; only if asked for. */
  watched?: WatchedTest[];
}

/** Looks at each test of a file by every rule. */
export function examineFile(
  module: Module,
  project: Project,
  { withWatched = false }: { withWatched?: boolean } = {},
): FileReport {
  const denoter = new Denoter(project);
  const found = findTests(module, denoter);
  if (found.tests.length === 0) return { tests: [], findings: [] };
  const findings: Finding[] = [];
  const rulesOf = new Map<TestCase, Set<string>>();
  const note = (rule: Rule, spotted: Spotted, test: TestCase | undefined): void => {
    const finding = findingOf(rule, spotted, test, module, project);
    const isKnown = findings.some(
      ({ rule: id, file, line, column }) =>
        id === finding.rule && line === finding.line && column === finding.column && file === finding.file,
    );
    if (!isKnown) findings.push(finding);
    if (test !== undefined) rulesOf.get(test)?.add(rule.id);
  };
  for (const test of found.tests) rulesOf.set(test, new Set());
  const ofFile = catalogue.flatMap((rule) =>
    (rule.checkFile?.(found, module) ?? []).map((spotted) => ({ rule, spotted })),
  );
  const examined = found.tests.map((test): Examined => {
    const trace = traceTest(test, {
      denoter,
      defectsOf: (site, walk) => {
        const rule = catalogue.find((candidate) => candidate.isDefect?.(site, walk) === true);
        return rule === undefined ? [] : [rule.id];
      },
    });
    return { test, trace, found, project, denoter };
  });
  for (const one of examined) {
    // What never runs is not looked at further.
    const rules =
      one.test.isSkipped || one.test.isTodo
        ? catalogue.filter(({ id }) => /^HT00[234]$/.test(id))
        : catalogue;
    for (const rule of rules) for (const spotted of rule.check?.(one) ?? []) note(rule, spotted, one.test);
  }
  for (const { rule, spotted } of ofFile) note(rule, spotted, spotted.test);
  const isIntegration = isMarked(module, project);
  const tests = examined.map((one): TestReport => {
    const rules = rulesOf.get(one.test) ?? new Set<string>();
    const { call, title } = one.test;
    return {
      file: project.nameOf(module.path),
      title,
      suite: titlesAround(one.test),
      line: module.lines.lineOf(call.start),
      endLine: module.lines.lineOf(call.end),
      verdict: verdictOf(one, rules),
      rules: [...rules].toSorted(),
      isIntegration,
      service: null,
    };
  });
  return { tests, findings, ...(withWatched && { watched: examined.flatMap(watchedTestOf) }) };
}

function findingOf(
  rule: Rule,
  { node, module: elsewhere, message, severity }: Spotted,
  test: TestCase | undefined,
  module: Module,
  project: Project,
): Finding {
  const place = elsewhere ?? module;
  return {
    rule: rule.id,
    severity: severity ?? rule.severity,
    file: project.nameOf(place.path),
    line: place.lines.lineOf(node.start),
    endLine: place.lines.lineOf(node.end),
    column: place.lines.columnOf(node.start),
    test: test === undefined ? null : fullTitleOf(test),
    message,
    confidence: 'static',
  };
}
