/** One cell as every stage sees it. Timestamps and dates are ISO 8601 strings; missing is `null`, never NaN. */
export type Value = string | number | boolean | null;

/** One row by column name. */
export type Row = Readonly<Record<string, Value>>;

/** Rows held column by column; every column has `rowCount` values. */
export type Table = {
  readonly rowCount: number;
  readonly columns: Readonly<Record<string, readonly Value[]>>;
};

/** The columns named, of the rows given, as a table. A key that a row lacks is `null`. */
export function tableFromRows(rows: readonly Row[], columnNames: readonly string[]): Table {
  const columns: Record<string, Value[]> = {};
  for (const name of columnNames) columns[name] = rows.map((row) => row[name] ?? null);
  return { rowCount: rows.length, columns };
}

/** Row `index` of a table (0-based). */
export function rowOf(table: Table, index: number): Row {
  const row: Record<string, Value> = {};
  for (const [name, values] of Object.entries(table.columns)) row[name] = values[index] ?? null;
  return row;
}

/** At most `most` rows, evenly from first to last; the table itself when it has no more. */
export function spreadRows(table: Table, most: number): Table {
  if (table.rowCount <= most) return table;
  const indices = Uint32Array.from({ length: most }, (_, index) =>
    Math.floor((index * table.rowCount) / most),
  );
  return selectRows(table, indices);
}

/** The rows with these indices (0-based), in the order given. */
export function selectRows(table: Table, indices: readonly number[] | Uint32Array): Table {
  const columns: Record<string, Value[]> = {};
  for (const [name, values] of Object.entries(table.columns)) {
    columns[name] = Array.from(indices, (index) => values[index] ?? null);
  }
  return { rowCount: indices.length, columns };
}
