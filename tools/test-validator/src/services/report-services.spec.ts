import { describe, expect, test } from '@jest/globals';

import type { MutationResult, OperationResult } from '../mutation/mutation-result.ts';
import { openProject } from '../project/project.ts';
import type { TestReport, Verdict } from '../report/report.ts';
import { createMemoryFiles } from '../testing/memory-files.ts';
import type { TestReach } from './read-reach.ts';
import { reportServices } from './report-services.ts';
import { serviceFindings } from './service-findings.ts';
import type { Operation, Service } from './service.ts';

const project = openProject(createMemoryFiles({}));

const operation = (name: string, canFail: boolean): Operation => ({
  ...{ name, file: '/project/src/cart.ts', line: 3, start: 0, body: { start: 1, end: 2 } },
  ...{ isAsync: false, isGenerator: false, canFail, ports: [] },
});

const service: Service = {
  ...{ name: 'cart', root: '/project/libs/cart', entries: ['/project/libs/cart/src/index.ts'] },
  integrationRoots: ['/project/libs/cart-integration'],
  operations: [operation('add', true), operation('size', false)],
  dependencies: [{ name: 'Store', file: '/project/src/store.ts', line: 5, methods: ['put'] }],
};

const reach = (line: number, reached: Partial<TestReach>): TestReach => ({
  ...{ file: '/project/a.it.spec.ts', line, service: 'cart', successes: [], failures: [], up: [], down: [] },
  ...reached,
});

const report = (line: number, verdict: Verdict): TestReport => ({
  ...{ file: 'a.it.spec.ts', title: `test ${line}`, suite: [], line, endLine: line, verdict, rules: [] },
  ...{ isIntegration: true, service: 'cart' },
});

const measured = (result: Partial<OperationResult>): MutationResult => ({
  ...{ service: 'cart', tests: [], notes: [], milliseconds: 1, millisecondsOfMutants: 1 },
  operations: [
    {
      name: 'add',
      file: 'src/cart.ts',
      line: 3,
      total: 2,
      killed: 2,
      undecided: 0,
      coveringTests: 1,
      survivors: [],
      ...result,
    },
  ],
});

const everything: Partial<TestReach> = {
  successes: ['add', 'size'],
  failures: ['add'],
  up: ['Store'],
  down: ['Store'],
};

function reportOf(reaches: TestReach[], tests: TestReport[], mutations: MutationResult[] = []) {
  const [found] = reportServices({ services: [service], reaches, tests, mutations }, project);
  if (found === undefined) throw new Error('there is one service');
  return { ...found, findings: serviceFindings([found], [service], (path) => project.nameOf(path)) };
}

describe('a service in the report', () => {
  test('when real tests reach everything, all cells are covered, by those tests', () => {
    const found = reportOf([reach(1, everything)], [report(1, 'real')]);
    const covered = { covered: true, tests: [{ file: 'a.it.spec.ts', line: 1, title: 'test 1' }] };
    expect(found).toMatchObject({
      ...{ name: 'cart', root: 'libs/cart', integrity: 1, boundary: 1, kill: null, isProvisional: true },
      operations: [
        { name: 'add', file: 'src/cart.ts', line: 3, success: covered, failure: covered, mutants: null },
        { name: 'size', success: covered, failure: null },
      ],
      dependencies: [{ name: 'Store', file: 'src/store.ts', line: 5, up: covered, down: covered }],
      findings: [],
    });
  });

  test('when only a hollow or weak test reaches a cell, it is not covered', () => {
    const found = reportOf(
      [reach(1, { successes: ['size'] }), reach(2, everything), reach(3, everything)],
      [report(1, 'real'), report(2, 'hollow'), report(3, 'weak')],
    );
    expect(found).toMatchObject({ integrity: 0.5, boundary: 1 / 5, tests: { real: 1, hollow: 1, weak: 1 } });
    expect(found.findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'HT054 No real integration test of cart reaches add.',
      'HT055 No real integration test of cart sees Store down.',
    ]);
  });

  test('when an operation is never seen to fail, that is found', () => {
    const rest = { ...everything, failures: [] };
    expect(reportOf([reach(1, rest)], [report(1, 'real')]).findings).toMatchObject([
      {
        rule: 'HT055',
        severity: 'warning',
        file: 'src/cart.ts',
        line: 3,
        message: 'No real integration test of cart sees add fail.',
      },
    ]);
  });

  test('when two suites run one test, it is one test, that reaches what both reach', () => {
    const found = reportOf(
      [reach(1, { successes: ['add'] }), reach(1, { successes: ['size'] })],
      [report(1, 'real')],
    );
    expect(found).toMatchObject({ tests: { real: 1 }, boundary: 2 / 5 });
  });

  test('when mutants were measured, the score is no longer provisional', () => {
    const found = reportOf([reach(1, everything)], [report(1, 'real')], [measured({ killed: 1 })]);
    expect(found).toMatchObject({
      kill: 0.5,
      isProvisional: false,
      score: expect.closeTo(100 * Math.cbrt(0.5)),
    });
    expect(found.operations[0]?.mutants).toEqual({ total: 2, killed: 1 });
  });

  test('when an operation was not entered, reading does not count', () => {
    const found = reportOf(
      [reach(1, everything)],
      [report(1, 'real')],
      [measured({ killed: 0, coveringTests: 0 })],
    );
    expect(found).toMatchObject({ boundary: 3 / 5, kill: null });
  });

  test('when time did not suffice for an operation, it says nothing of the kill', () => {
    const found = reportOf(
      [reach(1, everything)],
      [report(1, 'real')],
      [measured({ killed: 1, undecided: 1 })],
    );
    expect(found).toMatchObject({ kill: null, isProvisional: true });
    expect(found.operations[0]?.mutants).toBeNull();
  });

  test.each([
    ['none', [], 'Service cart has no integration test that tells whether it works.'],
    [
      'only skipped ones',
      [report(1, 'skipped')],
      'Service cart has no integration test that tells whether it works, but 1 skipped.',
    ],
  ])('when it has %s, only that is found, at its entry', (_, tests, message) => {
    expect(reportOf([reach(1, everything)], tests)).toMatchObject({
      score: 0,
      findings: [{ rule: 'HT053', severity: 'warning', file: 'libs/cart/src/index.ts', line: 1, message }],
    });
  });
});
