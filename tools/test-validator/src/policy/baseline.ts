import { compareText, worstFirst } from '../report/finding-order.ts';
import { fingerprintOf } from '../report/fingerprint.ts';
import type { Finding, Report } from '../report/report.ts';
import { linesOfSources, type ReadSource } from '../report/source-lines.ts';
import { countFindings } from '../report/summarize.ts';
import type { Baseline, BaselineEntry } from './read-baseline.ts';

export const baselineReason = 'known: it is in the baseline';

/** The text of a baseline file: all findings but those that a comment excuses and those that a run refuted. */
export function writeBaseline(report: Report, readSource: ReadSource): string {
  const sourceLines = linesOfSources(readSource);
  const entries = new Map<string, BaselineEntry>();
  for (const finding of report.findings.filter(mayBeKnown)) {
    const { rule, file, test } = finding;
    const fingerprint = fingerprintOf(finding, sourceLines);
    const count = (entries.get(fingerprint)?.count ?? 0) + 1;
    entries.set(fingerprint, { rule, file, test, fingerprint, count });
  }
  const inOrder = [...entries.values()].toSorted(
    (one, other) =>
      compareText(one.file, other.file) ||
      compareText(one.rule, other.rule) ||
      compareText(one.test ?? '', other.test ?? '') ||
      compareText(one.fingerprint, other.fingerprint),
  );
  const baseline: Baseline = { version: 1, findings: inOrder };
  return `${JSON.stringify(baseline, null, 2)}\n`;
}

/**
 * The report with the known findings suppressed, and the entries that no longer occur, with how many of each are gone.
 * Of more findings than an entry counts, the last ones in the file are new.
 */
export function applyBaseline(
  report: Report,
  baseline: Baseline,
  {
    readSource,
    wasChecked = () => true,
  }: {
    readSource: ReadSource;
    /** Whether the run looked for a finding of this rule in this file: otherwise it is not gone. @default always */
    wasChecked?: (entry: BaselineEntry) => boolean;
  },
): { report: Report; gone: BaselineEntry[] } {
  const sourceLines = linesOfSources(readSource);
  const left = new Map(baseline.findings.map(({ fingerprint, count }) => [fingerprint, count]));
  const known = new Set<Finding>();
  for (const finding of worstFirst(report.findings.filter(mayBeKnown))) {
    const fingerprint = fingerprintOf(finding, sourceLines);
    const count = left.get(fingerprint) ?? 0;
    if (count === 0) continue;
    left.set(fingerprint, count - 1);
    known.add(finding);
  }
  const findings = report.findings.map((finding): Finding =>
    known.has(finding) ? { ...finding, suppressed: { by: 'baseline', reason: baselineReason } } : finding,
  );
  const gone = baseline.findings
    .map((entry) => ({ ...entry, count: left.get(entry.fingerprint) ?? 0 }))
    .filter((entry) => entry.count > 0 && wasChecked(entry));
  const summary = { ...report.summary, findings: countFindings(findings) };
  return { report: { ...report, summary, findings }, gone };
}

const mayBeKnown = ({ suppressed, confidence }: Finding): boolean =>
  suppressed?.by !== 'comment' && confidence !== 'refuted';
