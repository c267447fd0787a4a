import { openFindings } from '../../report/finding-order.ts';
import type { Finding, Report } from '../../report/report.ts';
import { counted } from '../counted.ts';
import { severityCounts } from '../figures.ts';
import { visibleText } from '../visible-text.ts';

/** GitHub shows no more of each kind for one step, and drops the rest without a word. */
const maxOfKind = 10;

/**
 * Workflow commands that mark the worst findings in a pull request's files: at most 10 errors and 10 warnings, and a
 * notice that says how many there are. Information is counted only.
 */
export function renderAnnotations(
  report: Report,
  {
    folder = '',
  }: {
    /** The project's folder, from the repository's root. @default the root itself */
    folder?: string;
  } = {},
): string {
  const open = openFindings(report);
  const shown = (['error', 'warning'] as const).flatMap((severity) =>
    open.filter((finding) => finding.severity === severity).slice(0, maxOfKind),
  );
  const left = open.length - shown.length;
  const summary = `${severityCounts(report.summary.findings)} in ${counted(report.summary.tests.total, 'test')}${
    left > 0 ? `; ${left} not shown here` : ''
  }`;
  const lines = [
    ...shown.map((finding) => annotation(finding, folder)),
    `::notice title=test-validator::${escapedMessage(summary)}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function annotation(
  { severity, file, line, endLine, column, rule, test, message }: Finding,
  folder: string,
): string {
  // Columns only where the lines are one: GitHub refuses them otherwise.
  const place =
    line === endLine ? `line=${line},endLine=${endLine},col=${column}` : `line=${line},endLine=${endLine}`;
  const path = escapedProperty([...folder.split('/'), file].filter((part) => part !== '').join('/'));
  const title = escapedProperty(visibleText(test === null ? rule : `${rule}: ${test}`));
  return `::${severity} file=${path},${place},title=${title}::${escapedMessage(visibleText(message))}`;
}

/** As the runner reads it back: https://github.com/actions/toolkit, packages/core/src/command.ts. */
const escapedMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string =>
  escapedMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
