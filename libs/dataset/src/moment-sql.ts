import type { ContractColumn } from '@create-mlops/contracts';
import { timestampTextSql } from './cell-sql.ts';
import type { SourceFormat } from './read-source.ts';
import { quoteName } from './sql-quote.ts';

/** The column of `sourceSql` that holds when a timestamp or date is, as a TIMESTAMP; text without a zone is UTC. */
export function momentColumnName(name: string): string {
  return `__moment_${name}`;
}

/** How a column becomes a moment. */
export type MomentSql = {
  readonly value: string;
  /** The cell's text by its moment column, in a file whose own type is a moment; `null` where the text is all there is. */
  readonly text: string | null;
};

/** The SQL of a column's moments; `null` for columns that are neither timestamp nor date. */
export function momentSql(
  column: ContractColumn,
  format: SourceFormat,
  type: string,
): MomentSql | null {
  if (column.kind !== 'timestamp' && column.kind !== 'date') return null;
  const cell = quoteName(column.name);
  const isNative = format === 'parquet' && /^(DATE|TIMESTAMP)/.test(type);
  if (!isNative) {
    const text = format === 'jsonl' ? `(${cell} ->> '$')` : `CAST(${cell} AS VARCHAR)`;
    return { value: `make_timestamp(epoch_us(TRY_CAST(${text} AS TIMESTAMPTZ)))`, text: null };
  }
  const isZoned = type === 'TIMESTAMP WITH TIME ZONE';
  const moment = quoteName(momentColumnName(column.name));
  return {
    value: momentOf(column, cell, isZoned),
    text:
      column.kind === 'date'
        ? `strftime(${moment}, '%Y-%m-%d')`
        : timestampTextSql(moment, isZoned),
  };
}

function momentOf(column: ContractColumn, cell: string, isZoned: boolean): string {
  const moment = isZoned ? `make_timestamp(epoch_us(${cell}))` : `CAST(${cell} AS TIMESTAMP)`;
  return column.kind === 'date' ? `CAST(CAST(${moment} AS DATE) AS TIMESTAMP)` : moment;
}
