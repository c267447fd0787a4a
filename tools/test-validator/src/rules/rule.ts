import type { Denoter } from '../analysis/denote.ts';
import type { Site, Trace } from '../analysis/trace.ts';
import type { Walk } from '../analysis/walk.ts';
import type { Project } from '../project/project.ts';
import type { Severity } from '../report/report.ts';
import type { Module } from '../syntax/parse-module.ts';
import type { FoundTests, TestCase } from '../tests/find-tests.ts';

/** A test with what was found out about it. */
export interface Examined {
  test: TestCase;
  trace: Trace;
  found: FoundTests;
  project: Project;
  denoter: Denoter;
}

/** Where a rule found something. */
export interface Spotted {
  node: { start: number; end: number };
  /** Where it is in another file than the test's. */
  module?: Module;
  message: string;
  /** Where it is not the rule's usual one. */
  severity?: Severity;
}

/** One entry of the catalogue. */
export interface Rule {
  id: string;
  name: string;
  severity: Severity;
  /** One line for lists of rules. */
  summary: string;
  /** Whether an oracle holds whatever the code does: such a one decides nothing. */
  isDefect?(site: Site, walk: Walk): boolean;
  /** Looks at one test. */
  check?(examined: Examined): Spotted[];
  /** Looks at all tests of a file together. */
  checkFile?(found: FoundTests, module: Module): (Spotted & { test: TestCase | undefined })[];
}

/** The place of the test itself. */
export function atTest({ test }: Examined, message: string, severity?: Severity): Spotted {
  const start = test.call.start;
  return { node: { start, end: test.call.end }, message, ...(severity && { severity }) };
}
