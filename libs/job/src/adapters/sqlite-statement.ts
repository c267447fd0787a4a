import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';

export type Row = Record<string, SQLOutputValue>;
export type Parameters = Record<string, SQLInputValue>;

/** A prepared statement whose parameters and columns have names. */
export interface SqliteStatement {
  run(parameters: Parameters): { changes: number };
  one(parameters: Parameters): Row | undefined;
  all(parameters: Parameters): Row[];
}

/**
 * Prepares a statement with `:name` parameters. node:sqlite binds parameters and reads columns by name itself, in twice
 * the time it takes by place: so names are turned into places here.
 */
export function prepareStatement(database: DatabaseSync, sql: string): SqliteStatement {
  const names: string[] = [];
  const byPlace = sql.replace(/:([a-z]\w*)/gi, (_, name: string) => {
    names.push(name);
    return '?';
  });
  const statement = database.prepare(byPlace);
  statement.setReturnArrays(true);
  const columns = statement.columns().map(({ name }) => name);

  /** Copied, so that all rows have one shape: to add column after column takes several times as long. */
  const emptyRow: Row = Object.fromEntries(columns.map((name) => [name, null]));

  function valuesOf(parameters: Parameters): SQLInputValue[] {
    return names.map((name) => {
      const value = parameters[name];
      if (value === undefined) throw new TypeError(`The parameter ${name} is missing.`);
      return value;
    });
  }

  /** The types of node:sqlite don't know of `setReturnArrays`. */
  function toRow(values: unknown): Row {
    const row: Row = { ...emptyRow };
    if (!Array.isArray(values)) return row;
    for (let place = 0; place < columns.length; place += 1) row[columns[place] ?? ''] = values[place];
    return row;
  }

  return {
    run: (parameters) => ({ changes: Number(statement.run(...valuesOf(parameters)).changes) }),
    one(parameters) {
      const values = statement.get(...valuesOf(parameters));
      return values && toRow(values);
    },
    all: (parameters) => statement.all(...valuesOf(parameters)).map(toRow),
  };
}
