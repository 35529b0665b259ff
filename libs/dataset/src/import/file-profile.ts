import type { Value } from '@create-mlops/contracts';
import type { Reading } from './reading.ts';

/** How the characters of a file are stored. Latin-1 is read as its superset Windows-1252. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How a delimited file is written; `null` in a profile of JSONL or Parquet. */
export type Dialect = {
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly newline: 'lf' | 'crlf' | 'cr' | 'mixed';
  /** False in a tab-separated file whose quotes are letters like any other. */
  readonly quotes: boolean;
  /** Spaces around values, which are not part of the values. */
  readonly paddedCells: boolean;
  /** Quotes inside values that are not themselves quoted: `5" pipe`. */
  readonly strayQuotes: boolean;
  /** Empty lines between rows. */
  readonly blankLines: boolean;
};

/** What the cells of a column are, before anybody decides what the column is for. `empty` has no value at all. */
export type SummaryKind =
  | 'number'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'text'
  | 'empty';

export type ValueCount = { readonly value: string | number | boolean; readonly count: number };

/** One column as seen in one pass over a file. Counts are cells. */
export type ColumnSummary = {
  readonly name: string;
  readonly kind: SummaryKind;
  /** How the cells are written: decimal comma, day first, … */
  readonly reading: Reading;
  /** Cells with a value. */
  readonly count: number;
  /** Empty cells and missing tokens together. */
  readonly missing: number;
  /** Words such as `NA` that were read as missing because they alone kept the column from its kind. */
  readonly missingTokens: readonly string[];
  readonly distinct: number;
  /** False when `distinct` is an estimate (about 1 % off) because the column has more values than are kept. */
  readonly distinctExact: boolean;
  /** Numbers in the column's own unit, dates as milliseconds since 1970 (UTC); `null` for other kinds. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
  /** Population standard deviation. */
  readonly std: number | null;
  /** Numbers written with a decimal sign, `22.0` included. */
  readonly decimals: boolean;
  /** Bytes of the shortest and longest value (UTF-8). */
  readonly shortest: number;
  readonly longest: number;
  /** Values by falling count. All of them when `valuesComplete`, else the most frequent of those met first. */
  readonly values: readonly ValueCount[];
  readonly valuesComplete: boolean;
  /** Day-first and month-first fit every cell alike. */
  readonly dayMonthAmbiguous: boolean;
  /** False when the cells must be rewritten to be canonical. */
  readonly canonical: boolean;
};

/** Rows drawn at random, every row with the same chance, held column by column in file order. */
export type RowSample = {
  /** 1-based data rows; the header does not count. */
  readonly rowNumbers: readonly number[];
  /** `columns[i][j]`: column i of the profile, sampled row j. Dates are ISO 8601 strings. */
  readonly columns: readonly (readonly Value[])[];
};

/** Everything that is known of a file after reading it once: plain data. */
export type FileProfile = {
  /** File name without its folder. */
  readonly name: string;
  readonly format: 'csv' | 'tsv' | 'jsonl' | 'parquet';
  readonly dialect: Dialect | null;
  readonly encoding: Encoding;
  /** Of the bytes on disk. */
  readonly bytes: number;
  readonly sha256: string;
  /** Data rows. */
  readonly rows: number;
  readonly columns: readonly ColumnSummary[];
  /** Different rows; `rows - distinctRows` repeat an earlier one. */
  readonly distinctRows: number;
  readonly distinctRowsExact: boolean;
  readonly sample: RowSample;
  /** True when the file can be taken in byte for byte. */
  readonly canonical: boolean;
};
