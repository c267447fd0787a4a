import type { Finding, Severity } from './report.ts';

/** From the worst to the mildest. */
export const severities: readonly Severity[] = ['error', 'warning', 'information'];

/** Whether a finding counts: nobody excused it, and no run has shown it to be wrong. */
export const isOpen = ({ suppressed, confidence }: Finding): boolean =>
  suppressed === undefined && confidence !== 'refuted';

/** The findings that count, worst first. */
export const openFindings = ({ findings }: { findings: readonly Finding[] }): Finding[] =>
  worstFirst(findings.filter(isOpen));

/** By severity, then by place; of two in one place the confirmed one first. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (one, other) =>
      severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
      compareText(one.file, other.file) ||
      one.line - other.line ||
      one.column - other.column ||
      Number(other.confidence === 'confirmed') - Number(one.confidence === 'confirmed') ||
      compareText(one.rule, other.rule),
  );
}

/** By code unit: the same on every machine, whatever its language. */
export const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
