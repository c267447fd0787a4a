/**
 * What a run of the validator says, and the shape of its JSON (`--json`). Paths are relative to the project's folder,
 * with `/`; lines count from 1.
 */
export interface Report {
  /** Of this shape; raised when a field changes its meaning. */
  schemaVersion: 1;
  tool: { name: 'test-validator'; version: string };
  /** When the run began, ISO 8601 in UTC. */
  startedAt: string;
  durationMs: number;
  /** Which of the three ways of looking were used. */
  modes: { static: true; run: boolean; mutate: boolean };
  summary: Summary;
  services: ServiceReport[];
  tests: TestReport[];
  /** Worst first: errors, warnings, information; within one severity by file and line. */
  findings: Finding[];
  /** What could not be read or was left out, and why: a syntax error, a file too large, a loop of links. */
  notes: Note[];
}

export interface Summary {
  files: number;
  tests: Record<Verdict, number> & { total: number };
  /** Those that count: neither suppressed nor refuted. */
  findings: Record<Severity, number>;
  /** Of the services' scores; null without a service. */
  meanScore: number | null;
  worstService: string | null;
}

/**
 * - real: something in it fails when the code that it names is broken
 * - weak: it can fail, but only for some of the ways in which the code can be broken
 * - hollow: it passes whether or not the code works
 * - placeholder: a todo, or a body that only says "not implemented"
 * - skipped: never run
 */
export type Verdict = 'real' | 'weak' | 'hollow' | 'placeholder' | 'skipped';

export interface TestReport {
  file: string;
  /** The test's own title; a template or an expression stands as it is written. */
  title: string;
  /** The titles of the blocks around it, outermost first. */
  suite: string[];
  line: number;
  endLine: number;
  verdict: Verdict;
  /** Identifiers of the rules that found something in it, e.g. `HT010`, each once, sorted. */
  rules: string[];
  /** Says by its place or its name that it is an integration test. */
  isIntegration: boolean;
  /** The service whose boundary it tests; null if it is none's. */
  service: string | null;
}

export type Severity = 'error' | 'warning' | 'information';

/** Static: read in the text. Confirmed or refuted: seen when the test ran, or when the code was broken on purpose. */
export type Confidence = 'static' | 'confirmed' | 'refuted';

export interface Finding {
  rule: string;
  severity: Severity;
  file: string;
  line: number;
  endLine: number;
  /** From 1. */
  column: number;
  /** The full title of the test (blocks and own, joined by ` › `); null where the finding is about something else. */
  test: string | null;
  message: string;
  confidence: Confidence;
  /** Of a finding that an inline comment or the baseline excuses; absent otherwise. */
  suppressed?: { by: 'comment' | 'baseline'; reason: string };
}

export interface ServiceReport {
  name: string;
  /** The service's folder. */
  root: string;
  /** 0 to 100. */
  score: number;
  /** Kill is not measured: the score is at most 79. */
  isProvisional: boolean;
  /** Each 0 to 1; kill is null where it was not measured. */
  integrity: number;
  boundary: number;
  kill: number | null;
  /** Integration tests of the service, by verdict. */
  tests: Record<Verdict, number>;
  operations: OperationReport[];
  dependencies: DependencyReport[];
}

/** A cell of the matrix: null where there is nothing to cover (an operation that cannot fail). */
export type Cell = { covered: boolean; tests: TestReference[] } | null;

export interface TestReference {
  file: string;
  line: number;
  title: string;
}

export interface OperationReport {
  name: string;
  file: string;
  line: number;
  success: Cell;
  failure: Cell;
  /** Extreme mutants of its body; null where mutation was not measured. */
  mutants: { total: number; killed: number } | null;
}

export interface DependencyReport {
  name: string;
  file: string;
  line: number;
  up: Cell;
  down: Cell;
}

export interface Note {
  file: string | null;
  message: string;
}
