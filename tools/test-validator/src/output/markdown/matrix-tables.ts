import type { Cell, Report } from '../../report/report.ts';
import { cellSign, worstServices } from '../figures.ts';
import { counted } from '../counted.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/** The matrix of every service, folded away. */
export function matrixTables(report: Report): string[] {
  const tables = worstServices(report).flatMap(({ name, operations, dependencies }) => [
    ...tableOf(
      [`Operation of ${escapeMarkdown(name)}`, 'Success', 'Failure'],
      operations.map((operation) => ({
        name: operation.name,
        cells: [operation.success, operation.failure],
      })),
    ),
    ...tableOf(
      [`Dependency of ${escapeMarkdown(name)}`, 'Up', 'Down'],
      dependencies.map((dependency) => ({ name: dependency.name, cells: [dependency.up, dependency.down] })),
    ),
  ]);
  if (tables.length === 0) return [];
  return ['<details>', '<summary>What is covered of each boundary</summary>', '', ...tables, '</details>'];
}

function tableOf(heads: string[], rows: { name: string; cells: Cell[] }[]): string[] {
  if (rows.length === 0) return [];
  const body = rows.map(
    ({ name, cells }) => `| ${[escapeMarkdown(name), ...cells.map(cellText)].join(' | ')} |`,
  );
  return [`| ${heads.join(' | ')} |`, '| --- | --- | --- |', ...body, ''];
}

function cellText(cell: Cell): string {
  const { sign } = cellSign(cell);
  return cell === null || cell.tests.length === 0 ? sign : `${sign} ${counted(cell.tests.length, 'test')}`;
}
