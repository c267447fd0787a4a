import type { Cell, Finding, Report, Severity, Verdict } from '../report/report.ts';
import { severities } from '../report/finding-order.ts';
import { verdicts } from '../report/summarize.ts';
import { counted } from './counted.ts';

export const severityNames: Record<Severity, { one: string; many: string }> = {
  error: { one: 'error', many: 'errors' },
  warning: { one: 'warning', many: 'warnings' },
  information: { one: 'information', many: 'information' },
};

/** `3 errors, 1 warning`; `no findings`. */
export function severityCounts(counts: Record<Severity, number>): string {
  const parts = severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => counted(counts[severity], severityNames[severity].one, severityNames[severity].many));
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}

/** `12 real, 1 weak`; `none`. */
export function verdictCounts(counts: Record<Verdict, number>): string {
  const parts = verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdict}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

/** `2 suppressed by comments`, `1 suppressed by the baseline`, `3 refuted by running`: what is not shown. */
export function hiddenCounts(findings: readonly Finding[]): string[] {
  const count = (isMeant: (finding: Finding) => boolean): number => findings.filter(isMeant).length;
  return [
    { number: count(({ suppressed }) => suppressed?.by === 'comment'), what: 'suppressed by comments' },
    { number: count(({ suppressed }) => suppressed?.by === 'baseline'), what: 'suppressed by the baseline' },
    {
      number: count(({ suppressed, confidence }) => suppressed === undefined && confidence === 'refuted'),
      what: 'refuted by running',
    },
  ]
    .filter(({ number }) => number > 0)
    .map(({ number, what }) => `${number} ${what}`);
}

/** How a cell of the matrix is shown: a sign, and a word for those who do not see it. */
export function cellSign(cell: Cell): { sign: '✔' | '✘' | '·'; word: string } {
  if (cell === null) return { sign: '·', word: 'nothing to cover' };
  return cell.covered ? { sign: '✔', word: 'covered' } : { sign: '✘', word: 'not covered' };
}

/** From the lowest score up: that is where to look first. */
export const worstServices = ({ services }: Pick<Report, 'services'>): Report['services'] =>
  services.toSorted((one, other) => one.score - other.score);

/** How good a score is: only for colours. */
export function gradeOf(score: number): 'good' | 'fair' | 'poor' {
  return score >= 90 ? 'good' : score >= 70 ? 'fair' : 'poor';
}
