import type { Node } from 'oxc-parser';

import { Denoter } from '../analysis/denote.ts';
import type { Project } from '../project/project.ts';
import { contains } from '../syntax/nodes.ts';
import type { Module } from '../syntax/parse-module.ts';
import { declaresTests } from '../tests/find-test-files.ts';
import { findTests, type TestCase } from '../tests/find-tests.ts';
import { hooksAround } from '../tests/hooks-around.ts';
import { bringsDownAtTheWire, standsInFailing } from './brings-down.ts';
import { CallGraph, type Code } from './call-graph.ts';
import { denoteEverything } from './denote-everything.ts';
import { splitStatements } from './failing-statements.ts';
import type { FoundService } from './find-services.ts';
import { importedModules } from './imported-modules.ts';

/** What a test reaches of its service, by reading: rather more than it really does. */
export interface TestReach {
  /** Absolute. */
  file: string;
  line: number;
  service: string;
  /** Names of operations, of which the test looks at a success or a failure. */
  successes: string[];
  failures: string[];
  /** Names of dependencies, that are there or not while the test runs. */
  up: string[];
  down: string[];
}

/** Reads what the integration tests of a service reach, those in the suites (contracts) that they call included. */
export function readReach(service: FoundService, specs: readonly string[], project: Project): TestReach[] {
  const denoter = new Denoter(project);
  const graph = new CallGraph(project, denoteEverything(project));
  const known = new Map<Module, TestCase[]>();
  const testsIn = (module: Module): TestCase[] => {
    const tests = known.get(module) ?? findTests(module, denoter).tests;
    known.set(module, tests);
    return tests;
  };
  return specs.flatMap((spec) => {
    const module = project.module(spec);
    if (module === undefined) return [];
    const modules = importedModules([spec], project);
    const own = testsIn(module);
    // What a suite is told to use stands in the file that calls it, outside of that file's own tests.
    const harness = harnessIn(module, own);
    const called = graph.reachedFrom(harness, modules);
    const suites = suitesIn(modules, spec, project).flatMap((suite) =>
      testsIn(suite).filter(({ call }) => isWithin(call, called)),
    );
    const around = { service, graph, modules };
    return [
      ...own.map((test) => reachOf(test, { ...around, harness: [] })),
      ...suites.map((test) => reachOf(test, { ...around, harness })),
    ];
  });
}

function isWithin(call: Node, called: ReadonlySet<Node>): boolean {
  for (let around = call.parent; around != null; around = around.parent) if (called.has(around)) return true;
  return false;
}

/** Modules that declare tests for others to call: contracts, tables of cases. */
function suitesIn(modules: readonly Module[], spec: string, project: Project): Module[] {
  return modules.filter(
    ({ path, text }) =>
      path !== spec && project.servesTests(path) && declaresTests(text) && usesFramework.test(text),
  );
}

const usesFramework = /['"](@jest\/globals|vitest|node:test|mocha|@playwright\/test)['"]/;

function harnessIn(module: Module, tests: readonly TestCase[]): Code[] {
  return module.program.body
    .filter((statement) => !tests.some(({ call }) => contains(statement, call)))
    .map((node) => ({ node, module }));
}

interface Surroundings {
  harness: Code[];
  service: FoundService;
  graph: CallGraph;
  modules: readonly Module[];
}

function reachOf(test: TestCase, { harness, service, graph, modules }: Surroundings): TestReach {
  const { module, body, call } = test;
  const reach: TestReach = {
    file: module.path,
    line: module.lines.lineOf(call.start),
    service: service.name,
    ...{ successes: [], failures: [], up: [], down: [] },
  };
  if (body === undefined) return reach;
  const { failing, others, isAboutValue } = splitStatements(body, module);
  const around = [...harness, ...hooksAround(test.suite)];
  const code = (nodes: typeof failing): Code[] => nodes.map((node) => ({ node, module }));
  const succeeding = graph.reachedFrom([...around, ...code(others)], modules);
  // The failing call may stand in a statement before the one that looks at what came of it.
  const failed =
    failing.length === 0 ? new Set() : graph.reachedFrom(code(isAboutValue ? [body] : failing), modules);
  const takesAway = bringsDownAtTheWire(body);
  const up = new Set<string>();
  const down = new Set<string>();
  for (const { name, node, ports, canFail } of service.operations) {
    if (succeeding.has(node)) reach.successes.push(name);
    if (failed.has(node) && canFail) reach.failures.push(name);
    if (succeeding.has(node)) for (const port of ports) up.add(port);
    if (takesAway && (failed.has(node) || succeeding.has(node))) for (const port of ports) down.add(port);
  }
  for (const dependency of service.dependencies)
    if (standsInFailing(body, dependency)) down.add(dependency.name);
  return { ...reach, up: [...up], down: [...down] };
}
