import { isOpen } from './finding-order.ts';
import type { Finding, ServiceReport, Severity, Summary, TestReport, Verdict } from './report.ts';

/** From the best to the worst. */
export const verdicts: readonly Verdict[] = ['real', 'weak', 'hollow', 'placeholder', 'skipped'];

/** The figures of a report. Findings that are suppressed or refuted are not counted. */
export function summarize({
  files,
  tests,
  findings,
  services,
}: {
  /** How many test files were read. */
  files: number;
  tests: readonly TestReport[];
  findings: readonly Finding[];
  services: readonly ServiceReport[];
}): Summary {
  const byVerdict = { total: tests.length, real: 0, weak: 0, hollow: 0, placeholder: 0, skipped: 0 };
  for (const { verdict } of tests) byVerdict[verdict]++;
  const worst = services.toSorted((one, other) => one.score - other.score)[0];
  return {
    files,
    tests: byVerdict,
    findings: countFindings(findings),
    meanScore:
      worst === undefined ? null : services.reduce((sum, { score }) => sum + score, 0) / services.length,
    worstService: worst?.name ?? null,
  };
}

/** The open ones by severity. */
export function countFindings(findings: readonly Finding[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, information: 0 };
  for (const finding of findings) if (isOpen(finding)) counts[finding.severity]++;
  return counts;
}
