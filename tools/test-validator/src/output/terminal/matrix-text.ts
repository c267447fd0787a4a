import type { Cell, Report } from '../../report/report.ts';
import { cutToWidth, displayWidth, padToWidth } from '../display-width.ts';
import { cellSign, worstServices } from '../figures.ts';
import { visibleText } from '../visible-text.ts';
import type { Paint } from './paint.ts';

const signStyle = { '✔': 'green', '✘': 'red', '·': 'dim' } as const;

interface Row {
  name: string;
  cells: [Cell, Cell];
}

/** What is covered of each service's boundary: two signs before each name, as many names on a line as fit. */
export function matrixText(report: Report, { paint, width }: { paint: Paint; width: number }): string[] {
  const parts = worstServices(report).flatMap(({ name, operations, dependencies }) => {
    const rows: [string, Row[]][] = [
      ['operations', operations.map((row) => ({ name: row.name, cells: [row.success, row.failure] }))],
      ['dependencies', dependencies.map((row) => ({ name: row.name, cells: [row.up, row.down] }))],
    ];
    const filled = rows.filter(([, some]) => some.length > 0);
    if (filled.length === 0) return [];
    return [
      paint('bold', `Boundary of ${visibleText(name)}`),
      ...filled.flatMap(([kind, some]) => [
        paint('dim', `  ${kind}`),
        ...inColumns(some, { paint, width: width - 4 }).map((line) => `    ${line}`),
      ]),
    ];
  });
  if (parts.length === 0) return [];
  const legend = 'operations: success, failure; dependencies: up, down; ✔ covered, ✘ not, · nothing to cover';
  return [...parts, paint('dim', `  ${legend}`)];
}

/** What has gaps comes first. */
function inColumns(rows: Row[], { paint, width }: { paint: Paint; width: number }): string[] {
  const items = rows
    .toSorted((one, other) => gapsOf(other) - gapsOf(one))
    .map(({ name, cells }) => {
      const signs = cells.map(cellSign).map(({ sign }) => paint(signStyle[sign], sign));
      return `${signs.join('')} ${cutToWidth(visibleText(name), Math.max(10, width - 3))}`;
    });
  const column = Math.max(...items.map(displayWidth)) + 2;
  const perLine = Math.max(1, Math.floor((width + 2) / column));
  return Array.from({ length: Math.ceil(items.length / perLine) }, (_, line) =>
    items
      .slice(line * perLine, (line + 1) * perLine)
      .map((item) => padToWidth(item, column))
      .join('')
      .trimEnd(),
  );
}

const gapsOf = ({ cells }: Row): number => cells.filter((cell) => cell !== null && !cell.covered).length;
