import type { ContractColumn } from '@create-mlops/contracts';
import type { SourceFormat } from './read-source.ts';
import { quoteName, quoteText } from './sql-quote.ts';

/**
 * How one column is read. `value` is the typed cell (DOUBLE, BOOLEAN or VARCHAR), NULL where the cell is missing or
 * does not cast; `raw` is the cell's text where it does not cast and NULL everywhere else.
 */
export type CellSql = {
  readonly value: string;
  readonly raw: string;
  /** `casts`: no cell can fail to cast. `whole`: moreover no value has a fraction. `exact`: nor is it too large. */
  readonly sure: 'nothing' | 'casts' | 'whole' | 'exact';
};

const nothing = 'NULL::VARCHAR';

/**
 * The SQL that turns a file's cell into the value that the contract speaks of: CSV from text, JSONL from JSON,
 * Parquet from its native type. Numbers become DOUBLE, as in JavaScript; timestamps and dates ISO 8601 text.
 */
export function cellSql(column: ContractColumn, format: SourceFormat, type: string): CellSql {
  const cell = quoteName(column.name);
  const read =
    format === 'csv'
      ? fromText(column, cell, cell)
      : format === 'jsonl'
        ? fromJson(column, cell)
        : fromNative(column, cell, type);
  if (read.raw !== nothing) return { ...read, sure: 'nothing' };
  if (/^U?(TINYINT|SMALLINT|INTEGER)$/.test(type)) return { ...read, sure: 'exact' };
  return { ...read, sure: /^U?(BIG|HUGE)INT$/.test(type) ? 'whole' : 'casts' };
}

type Read = Omit<CellSql, 'sure'>;

type Shape = 'number' | 'boolean' | 'text' | 'timestamp' | 'date';

/** What a column's values are in JavaScript; a vocabulary of numbers only is read as numbers. */
function shapeOf(column: ContractColumn): Shape {
  if (column.kind === 'integer') return 'number';
  if (column.kind === 'image') return 'text';
  if (column.kind !== 'category') return column.kind;
  const categories = column.categories ?? [];
  if (categories.every((value) => typeof value === 'number')) return 'number';
  return categories.every((value) => typeof value === 'boolean') ? 'boolean' : 'text';
}

function fromText(column: ContractColumn, cell: string, raw: string): Read {
  switch (shapeOf(column)) {
    case 'number': {
      const number = `TRY_CAST(${cell} AS DOUBLE)`;
      // DuckDB also reads `1_000`, `inf` and `nan`, which are not numbers in a data file.
      return guarded(number, `isfinite(${number}) AND NOT contains(${cell}, '_')`, raw, cell);
    }
    case 'boolean':
      return guarded(`lower(${cell}) = 'true'`, `lower(${cell}) IN ('true', 'false')`, raw, cell);
    default:
      return { value: cell, raw: nothing };
  }
}

function fromJson(column: ContractColumn, cell: string): Read {
  const type = `json_type(${cell})`;
  const text = `(${cell} ->> '$')`;
  const present = `(CASE WHEN ${type} = 'NULL' THEN NULL ELSE ${cell} END)`;
  switch (shapeOf(column)) {
    case 'number': {
      const number = `TRY_CAST(${text} AS DOUBLE)`;
      const holds = `${type} IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE') AND isfinite(${number})`;
      return guarded(number, holds, text, present);
    }
    case 'boolean':
      return guarded(`${text} = 'true'`, `${type} = 'BOOLEAN'`, text, present);
    default:
      return guarded(text, `${type} = 'VARCHAR'`, text, present);
  }
}

function fromNative(column: ContractColumn, cell: string, type: string): Read {
  const text = `CAST(${cell} AS VARCHAR)`;
  const isNumber = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL)/.test(type);
  switch (shapeOf(column)) {
    case 'number': {
      const number = `CAST(${cell} AS DOUBLE)`;
      if (!isNumber) return type === 'VARCHAR' ? fromText(column, cell, text) : neverCasts(text);
      if (!/^(DOUBLE|FLOAT)/.test(type)) return { value: number, raw: nothing };
      return guarded(number, `isfinite(${cell})`, text, cell);
    }
    case 'boolean':
      if (type === 'BOOLEAN') return { value: cell, raw: nothing };
      return type === 'VARCHAR' ? fromText(column, cell, text) : neverCasts(text);
    case 'timestamp':
      return { value: timestampText(cell, type), raw: nothing };
    case 'date':
      return {
        value: /^(DATE|TIMESTAMP)/.test(type) ? `strftime(${cell}, '%Y-%m-%d')` : text,
        raw: nothing,
      };
    default:
      return { value: text, raw: nothing };
  }
}

function timestampText(cell: string, type: string): string {
  if (!/^(DATE|TIMESTAMP)/.test(type)) return `CAST(${cell} AS VARCHAR)`;
  const isZoned = type === 'TIMESTAMP WITH TIME ZONE';
  const moment = isZoned ? `make_timestamp(epoch_us(${cell}))` : `CAST(${cell} AS TIMESTAMP)`;
  return timestampTextSql(moment, isZoned);
}

/** A TIMESTAMP as ISO 8601 text with the milliseconds it has. */
export function timestampTextSql(moment: string, isZoned: boolean): string {
  const written = `replace(strftime(${moment}, '%Y-%m-%dT%H:%M:%S.%g'), '.000', '')`;
  return isZoned ? `${written} || ${quoteText('Z')}` : written;
}

function guarded(value: string, holds: string, raw: string, present: string): Read {
  return {
    value: `CASE WHEN ${holds} THEN ${value} END`,
    raw: `CASE WHEN ${present} IS NOT NULL AND (${holds}) IS NOT TRUE THEN ${raw} END`,
  };
}

function neverCasts(text: string): Read {
  return { value: 'NULL::DOUBLE', raw: text };
}
