interface Row {
  cells: string[];
  /** Texts of the cell that is open. */
  cell: string[] | undefined;
  isLayout: boolean;
}

/** The rows of tables within tables, the innermost of which is being filled. */
export function createTableRows() {
  const tables: { row?: Row | undefined }[] = [];
  const current = () => tables.at(-1)?.row;
  const closeCell = () => {
    const row = current();
    if (row?.cell && !row.isLayout) row.cells.push(row.cell.join(' '));
    if (row) row.cell = undefined;
  };

  return {
    openTable: () => void tables.push({}),
    closeTable: () => void tables.pop(),
    openRow() {
      const table = tables.at(-1);
      if (table) table.row = { cells: [], cell: undefined, isLayout: false };
    },
    /** Its cells; none if it lays out a page. */
    closeRow(): string[] {
      closeCell();
      const cells = current()?.cells ?? [];
      const table = tables.at(-1);
      if (table) table.row = undefined;
      return cells;
    },
    openCell() {
      closeCell();
      const table = tables.at(-1);
      if (table) table.row ??= { cells: [], cell: undefined, isLayout: false };
      const row = current();
      if (row) row.cell = [];
    },
    closeCell,
    isInCell: () => current()?.cell !== undefined && current()?.isLayout === false,
    add: (text: string) => void current()?.cell?.push(text.replace(/\n+/g, ' ')),
    /** From now on the row's text is not its own. What it had until now is taken from it. */
    takeForLayout(): string[] {
      const row = current();
      if (!row?.cell || row.isLayout) return [];
      row.isLayout = true;
      return [...row.cells.splice(0), row.cell.join(' ')];
    },
  };
}
