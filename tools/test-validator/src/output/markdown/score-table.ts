import type { HistoricalService } from '../../report/history.ts';
import type { Report, ServiceReport } from '../../report/report.ts';
import { roundDown, scoreText, shareText } from '../../report/round-down.ts';
import { verdictCounts, worstServices } from '../figures.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/** The scores that a run is compared with: another report, or an entry of the history. */
export interface EarlierScores {
  services: readonly Pick<HistoricalService, 'name' | 'score' | 'isProvisional'>[];
}

/** The services' scores, the lowest first, with what changed since an earlier run. */
export function scoreTable(report: Report, earlier: EarlierScores | undefined): string[] {
  if (report.services.length === 0) return [];
  const heads = ['Service', 'Score', 'Change', 'Integrity', 'Boundary', 'Kill', 'Integration tests'];
  const rows = worstServices(report).map((service) => [
    escapeMarkdown(service.name),
    `${scoreText(service.score)}${service.isProvisional ? ' (provisional)' : ''}`,
    changeOf(service, earlier),
    ...[service.integrity, service.boundary, service.kill].map(shareText),
    verdictCounts(service.tests),
  ]);
  const gone = (earlier?.services ?? [])
    .filter(({ name }) => !report.services.some((service) => service.name === name))
    .map(({ name, score }) => [escapeMarkdown(name), '–', `gone (was ${scoreText(score)})`, '', '', '', '']);
  const table = [heads, ['---', '--:', '--:', '--:', '--:', '--:', '---'], ...rows, ...gone];
  const isKept = (column: number): boolean => earlier !== undefined || column !== 2;
  return table.map((row) => `| ${row.filter((_, column) => isKept(column)).join(' | ')} |`);
}

function changeOf(service: ServiceReport, earlier: EarlierScores | undefined): string {
  const before = earlier?.services.find(({ name }) => name === service.name);
  if (before === undefined) return 'new';
  // A provisional score is another measure.
  if (before.isProvisional !== service.isProvisional)
    return `was ${scoreText(before.score)}${before.isProvisional ? ' (provisional)' : ''}`;
  const change = roundDown(service.score, 1) - roundDown(before.score, 1);
  const digits = String(Number(Math.abs(change).toFixed(1)));
  return digits === '0' ? '=' : change > 0 ? `▲ +${digits}` : `▼ −${digits}`;
}
