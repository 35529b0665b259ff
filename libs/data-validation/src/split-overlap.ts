import type { ContractDescription, Table, Value } from '@create-mlops/contracts';
import type { RowSplits } from '@create-mlops/dataset';
import type { SplitOverlap, Subject } from './evidence.ts';
import { ROWS_SHOWN, type RowsFound } from './need.ts';

/** What the test split shares with the rows that a model is fitted and tuned on. Rows are numbered as in the file. */
export function splitOverlap(
  table: Table,
  splits: RowSplits,
  description: ContractDescription,
  strategy: Subject['strategy'],
): Omit<SplitOverlap, 'texts'> {
  const columnsOf = (role: string) =>
    description.columns
      .filter((column) => column.role === role)
      .map((column) => table.columns[column.name] ?? []);
  const groups = columnsOf('group');
  const seen = [...splits.train, ...splits.validation];
  return {
    features: sharedRows(columnsOf('feature'), seen, splits.test),
    groups: groups.length > 0 ? sharedRows(groups, seen, splits.test) : null,
    times:
      strategy === 'time' ? earlyRows(columnsOf('timestamp')[0] ?? [], seen, splits.test) : null,
  };
}

function sharedRows(
  columns: readonly (readonly Value[])[],
  seen: readonly number[],
  test: Uint32Array,
): RowsFound {
  const keyOf = (row: number) => JSON.stringify(columns.map((values) => values[row] ?? null));
  const keys = new Set(seen.map(keyOf));
  return rowsFound([...test].filter((row) => keys.has(keyOf(row))));
}

function earlyRows(times: readonly Value[], seen: readonly number[], test: Uint32Array): RowsFound {
  const moment = (row: number) => Date.parse(String(times[row] ?? ''));
  const latest = seen.reduce(
    (max, row) => Math.max(max, moment(row) || max),
    Number.NEGATIVE_INFINITY,
  );
  return rowsFound([...test].filter((row) => moment(row) < latest));
}

function rowsFound(rows: readonly number[]): RowsFound {
  return { count: rows.length, rows: rows.slice(0, ROWS_SHOWN).map((row) => row + 1), first: null };
}
