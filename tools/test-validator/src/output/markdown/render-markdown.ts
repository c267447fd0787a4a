import type { Judgement } from '../../policy/judge.ts';
import { openFindings } from '../../report/finding-order.ts';
import type { Finding, Report } from '../../report/report.ts';
import { counted } from '../counted.ts';
import { hiddenCounts, severityCounts, verdictCounts } from '../figures.ts';
import { codeSpan, escapeMarkdown } from './escape-markdown.ts';
import { matrixTables } from './matrix-tables.ts';
import { type EarlierScores, scoreTable } from './score-table.ts';

export interface MarkdownOptions {
  judgement: Judgement;
  /** What the scores are compared with. @default nothing */
  earlier?: EarlierScores;
  /** @default 20 */
  maxFindings?: number;
}

/** GitHub takes comments of up to 65 536 characters. */
const maxCharacters = 65_000;
const maxReasons = 20;
const maxTextCharacters = 300;

/** The report as a comment on a pull request. */
export function renderMarkdown(report: Report, options: MarkdownOptions): string {
  const { judgement, earlier, maxFindings = 20 } = options;
  const matrix = matrixTables(report);
  const parts = (middle: string[]): string =>
    [
      verdictLines(judgement),
      totalsLines(report),
      scoreTable(report, earlier),
      middle,
      findingLines(openFindings(report), maxFindings),
    ]
      .filter((lines) => lines.length > 0)
      .map((lines) => `${lines.join('\n')}\n`)
      .join('\n');
  const whole = parts(matrix);
  if (whole.length <= maxCharacters) return whole;
  return parts(['The table of what is covered is too long for a comment: see the HTML report.']);
}

function verdictLines({ passed, reasons }: Judgement): string[] {
  if (passed) return ['## ✅ Test validator: passed'];
  const left = reasons.length - maxReasons;
  return [
    '## ❌ Test validator: failed',
    '',
    ...reasons.slice(0, maxReasons).map((reason) => `- ${escapeMarkdown(reason)}`),
    ...(left > 0 ? [`- … and ${counted(left, 'more reason')}`] : []),
  ];
}

function totalsLines({ summary, findings }: Report): string[] {
  const { tests } = summary;
  const found = [severityCounts(summary.findings), ...hiddenCounts(findings)].join(', ');
  return [`${counted(tests.total, 'test')} (${verdictCounts(tests)}); ${found}.`];
}

function findingLines(findings: Finding[], maxFindings: number): string[] {
  if (findings.length === 0) return [];
  const left = findings.length - maxFindings;
  return [
    '### Findings',
    '',
    ...findings.slice(0, maxFindings).map(findingLine),
    ...(left > 0 ? ['', `… and ${left} more.`] : []),
  ];
}

function findingLine({ rule, severity, confidence, file, line, test, message }: Finding): string {
  const label = `**${escapeMarkdown(rule)}** ${severity}${confidence === 'confirmed' ? ', confirmed' : ''}`;
  const title = test === null ? '' : ` · ${escapeMarkdown(cut(test))}`;
  return `- ${label} · ${codeSpan(`${file}:${line}`)}${title}<br>${escapeMarkdown(cut(message))}`;
}

const cut = (text: string): string =>
  text.length <= maxTextCharacters ? text : `${text.slice(0, maxTextCharacters)}…`;
