/** How wide each column has to be, in characters. */
export const columnWidths = (rows: readonly string[][]): number[] =>
  (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));

/** Rows of cells as lines, the columns in line and two spaces apart. */
export function renderTable(rows: readonly string[][]): string {
  const widths = columnWidths(rows);
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)))
    .map((cells) => `${cells.join('  ').trimEnd()}\n`)
    .join('');
}
