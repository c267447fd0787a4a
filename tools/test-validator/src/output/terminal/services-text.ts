import type { Report } from '../../report/report.ts';
import { scoreText, shareText } from '../../report/round-down.ts';
import { displayWidth, padToWidth } from '../display-width.ts';
import { gradeOf, verdictCounts, worstServices } from '../figures.ts';
import { visibleText } from '../visible-text.ts';
import { gradeStyle, type Paint } from './paint.ts';

const heads = ['Service', 'Score', 'Integrity', 'Boundary', 'Kill', 'Integration tests'];

/** One row for each service, the lowest score first. The tests' column goes where there is no room for it. */
export function servicesText(report: Report, { paint, width }: { paint: Paint; width: number }): string[] {
  if (report.services.length === 0) return [];
  const rows = worstServices(report).map(
    ({ name, score, isProvisional, integrity, boundary, kill, tests }) => [
      paint('bold', visibleText(name)),
      `${paint(gradeStyle[gradeOf(score)], scoreText(score))}${isProvisional ? paint('dim', ' provisional') : ''}`,
      shareText(integrity),
      shareText(boundary),
      shareText(kill),
      verdictCounts(tests),
    ],
  );
  const all = [heads.map((head) => paint('dim', head)), ...rows];
  const whole = joined(all);
  return whole.some((line) => displayWidth(line) > width)
    ? joined(all.map((row) => row.slice(0, -1)))
    : whole;
}

function joined(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => padToWidth(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
