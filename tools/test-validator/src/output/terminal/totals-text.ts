import type { Report } from '../../report/report.ts';
import { scoreText } from '../../report/round-down.ts';
import { counted } from '../counted.ts';
import { wrapToWidth } from '../display-width.ts';
import { hiddenCounts, severityCounts, verdictCounts } from '../figures.ts';
import { visibleText } from '../visible-text.ts';
import type { Paint } from './paint.ts';

const maxNotes = 20;

/** The figures of the whole run. */
export function totalsText(report: Report, { paint }: { paint: Paint }): string[] {
  const { summary, findings, services, durationMs } = report;
  const { tests, files, meanScore, worstService } = summary;
  const worst = services.find(({ name }) => name === worstService);
  const rows: [string, string][] = [
    [
      'Tests',
      tests.total === 0
        ? `none in ${counted(files, 'file')}`
        : `${tests.total} in ${counted(files, 'file')}: ${verdictCounts(tests)}`,
    ],
    ['Findings', [severityCounts(summary.findings), ...hiddenCounts(findings)].join('; ')],
    ...(meanScore === null || worst === undefined
      ? []
      : [score(`mean ${scoreText(meanScore)}, worst ${visibleText(worst.name)} ${scoreText(worst.score)}`)]),
    ['Time', `${(durationMs / 1000).toFixed(2)} s`],
  ];
  return rows.map(([name, figures]) => `${paint('bold', name.padEnd(9))} ${figures}`);
}

const score = (figures: string): [string, string] => ['Score', figures];

/** What could not be read or was left out. */
export function notesText({ notes }: Report, { paint, width }: { paint: Paint; width: number }): string[] {
  if (notes.length === 0) return [];
  const left = notes.length - maxNotes;
  return [
    paint('bold', 'Notes'),
    ...notes
      .slice(0, maxNotes)
      .flatMap(({ file, message }) =>
        wrapToWidth(
          visibleText(file === null ? message : `${file}: ${message}`),
          Math.max(20, width - 4),
        ).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`),
      ),
    ...(left > 0 ? [`  … and ${counted(left, 'more note')}, see --json`] : []),
  ];
}
