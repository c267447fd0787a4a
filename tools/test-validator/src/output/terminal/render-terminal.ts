import type { Judgement } from '../../policy/judge.ts';
import type { Report } from '../../report/report.ts';
import { linesOfSources, type ReadSource } from '../../report/source-lines.ts';
import { visibleText } from '../visible-text.ts';
import { findingsText } from './findings-text.ts';
import { matrixText } from './matrix-text.ts';
import { painter } from './paint.ts';
import { servicesText } from './services-text.ts';
import { notesText, totalsText } from './totals-text.ts';

export interface TerminalOptions {
  color: boolean;
  /** In columns. */
  width: number;
  readSource: ReadSource;
  /** How many findings are shown; those that say the same in one file count as one. @default 50 */
  maxFindings?: number;
}

/** The report for a terminal: findings worst first, then the services, their boundaries, the totals and notes. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const { color, readSource, maxFindings = 50 } = options;
  const paint = painter(color);
  const width = Math.max(40, options.width);
  const parts = [
    findingsText(report, { paint, width, sourceLines: linesOfSources(readSource), maxFindings }),
    servicesText(report, { paint, width }),
    matrixText(report, { paint, width }),
    notesText(report, { paint, width }),
    totalsText(report, { paint }),
  ];
  return printed(
    parts
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n'),
  );
}

/** Whether the run passed, and why not. */
export function renderJudgement({ passed, reasons }: Judgement, { color }: { color: boolean }): string {
  const paint = painter(color);
  if (passed) return printed(paint(['bold', 'green'], 'Passed'));
  return printed(
    [paint(['bold', 'red'], 'Failed'), ...reasons.map((reason) => `  - ${visibleText(reason)}`)].join('\n'),
  );
}

/** GitHub's runner takes a line that begins with two colons for a command; a title or a name must not give it one. */
const printed = (text: string): string => `${text.replace(/^([^\S\n]*)::/gm, '$1·::')}\n`;
