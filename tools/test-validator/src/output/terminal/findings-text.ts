import { openFindings } from '../../report/finding-order.ts';
import type { Report } from '../../report/report.ts';
import type { SourceLines } from '../../report/source-lines.ts';
import { codeFrame, type FrameLine } from '../code-frame.ts';
import { counted } from '../counted.ts';
import { cutToWidth, displayWidth, wrapToWidth } from '../display-width.ts';
import { severityNames } from '../figures.ts';
import { type FindingGroup, groupFindings } from '../group-findings.ts';
import { visibleText } from '../visible-text.ts';
import { type Paint, severityStyle } from './paint.ts';

const signs = { error: '✖', warning: '▲', information: '●' } as const;
const maxOtherPlaces = 8;

/** The findings with their code, worst first. */
export function findingsText(
  report: Report,
  {
    paint,
    width,
    sourceLines,
    maxFindings,
  }: { paint: Paint; width: number; sourceLines: SourceLines; maxFindings: number },
): string[] {
  const { severities, left } = groupFindings(openFindings(report), maxFindings);
  const lines = severities.flatMap(({ severity, count, files }) => [
    paint(['bold', severityStyle[severity]], heading(count, severityNames[severity])),
    '',
    ...files.flatMap(({ file, groups }) => [
      paint('underline', cutToWidth(visibleText(file), width)),
      ...groups.flatMap((group) => [...groupText(group, { paint, width, sourceLines }), '']),
    ]),
  ]);
  if (left > 0) lines.push(paint('bold', `… and ${counted(left, 'more finding')}, see --json`), '');
  return lines.slice(0, -1);
}

const heading = (count: number, { one, many }: { one: string; many: string }): string =>
  `${count} ${count === 1 ? one : many}`;

function groupText(
  { first, others }: FindingGroup,
  { paint, width, sourceLines }: { paint: Paint; width: number; sourceLines: SourceLines },
): string[] {
  const { rule, severity, line, column, confidence, message, test } = first;
  const label = `${signs[severity]} ${visibleText(rule)}`;
  const place = `${line}:${column}${confidence === 'confirmed' ? ' confirmed' : ''}`;
  const room = width - displayWidth(`  ${label} ${place}  `);
  const title = test === null || room < 10 ? '' : `  ${cutToWidth(visibleText(test), room)}`;
  return [
    `  ${paint(['bold', severityStyle[severity]], label)} ${paint('dim', place)}${title}`,
    ...wrapToWidth(visibleText(message), Math.max(20, width - 4)).map((text) => `    ${text}`),
    ...frameText(codeFrame(first, sourceLines), { paint, width, style: severityStyle[severity] }),
    ...(others.length === 0 ? [] : [paint('dim', `    ${placesOf(others)}`)]),
  ];
}

function frameText(
  frame: FrameLine[],
  {
    paint,
    width,
    style,
  }: { paint: Paint; width: number; style: (typeof severityStyle)['error' | 'warning' | 'information'] },
): string[] {
  const gutter = String(frame.at(-1)?.number ?? 0).length;
  const room = Math.max(20, width - gutter - 9);
  return frame.flatMap(({ number, text, marked }) => {
    const shown = cutToWidth(text, room);
    const margin = paint('dim', `${String(number).padStart(gutter)} │`);
    if (marked === null) return [`      ${margin} ${shown}`];
    const before = displayWidth(text.slice(0, marked.start));
    const under = Math.max(1, Math.min(displayWidth(text.slice(marked.start, marked.end)), room - before));
    const caret = `${' '.repeat(Math.min(before, room))}^${'~'.repeat(under - 1)}`;
    return [
      `    ${paint(style, '>')} ${margin} ${shown}`,
      `      ${paint('dim', `${' '.repeat(gutter)} │`)} ${paint(style, caret)}`,
    ];
  });
}

function placesOf(others: FindingGroup['others']): string {
  const lines = others.slice(0, maxOtherPlaces).map(({ line }) => line);
  const left = others.length - lines.length;
  return `the same at ${others.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
