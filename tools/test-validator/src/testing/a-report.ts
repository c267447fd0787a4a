import type {
  DependencyReport,
  Finding,
  OperationReport,
  Report,
  ServiceReport,
  TestReport,
} from '../report/report.ts';
import { summarize } from '../report/summarize.ts';

/** A report for tests: empty but for what is given; its summary agrees with the rest. */
export function aReport(overrides: Partial<Report> = {}): Report {
  const { tests = [], findings = [], services = [] } = overrides;
  return {
    schemaVersion: 1,
    tool: { name: 'test-validator', version: '1.2.3' },
    startedAt: '2026-01-31T12:00:00.000Z',
    durationMs: 840,
    modes: { static: true, run: false, mutate: false },
    summary: summarize({ files: new Set(tests.map(({ file }) => file)).size, tests, findings, services }),
    services,
    tests,
    findings,
    notes: [],
    ...overrides,
  };
}

export function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    rule: 'HT010',
    severity: 'error',
    file: 'src/cart.spec.ts',
    line: 3,
    endLine: 3,
    column: 3,
    test: 'cart › adds',
    message: 'Nothing here can fail.',
    confidence: 'static',
    ...overrides,
  };
}

export function aTest(overrides: Partial<TestReport> = {}): TestReport {
  return {
    file: 'src/cart.spec.ts',
    title: 'adds',
    suite: ['cart'],
    line: 3,
    endLine: 5,
    verdict: 'real',
    rules: [],
    isIntegration: false,
    service: null,
    ...overrides,
  };
}

export function aService(overrides: Partial<ServiceReport> = {}): ServiceReport {
  return {
    name: 'cache',
    root: 'libs/cache',
    score: 92.5,
    isProvisional: false,
    integrity: 0.95,
    boundary: 0.9,
    kill: 0.92,
    tests: { real: 12, weak: 1, hollow: 0, placeholder: 0, skipped: 0 },
    operations: [anOperation()],
    dependencies: [aDependency()],
    ...overrides,
  };
}

export function anOperation(overrides: Partial<OperationReport> = {}): OperationReport {
  return {
    name: 'createCache',
    file: 'libs/cache/src/create-cache.ts',
    line: 10,
    success: { covered: true, tests: [{ file: 'src/cart.spec.ts', line: 3, title: 'cart › adds' }] },
    failure: { covered: false, tests: [] },
    mutants: null,
    ...overrides,
  };
}

export function aDependency(overrides: Partial<DependencyReport> = {}): DependencyReport {
  return {
    name: 'Store',
    file: 'libs/cache/src/store.ts',
    line: 4,
    up: { covered: true, tests: [{ file: 'src/cart.spec.ts', line: 3, title: 'cart › adds' }] },
    down: { covered: false, tests: [] },
    ...overrides,
  };
}
