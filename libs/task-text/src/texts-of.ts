import type { Table } from '@create-mlops/contracts';

/** The text of each row; several columns are read as one text, in the order given. Missing is the empty text. */
export function textsOf(table: Table, columns: readonly string[]): string[] {
  const lists = columns.map((name) => table.columns[name]);
  return Array.from({ length: table.rowCount }, (_, row) => {
    const parts: string[] = [];
    for (const values of lists) {
      const value = values?.[row] ?? null;
      if (value !== null) parts.push(String(value));
    }
    return parts.join('\n');
  });
}
