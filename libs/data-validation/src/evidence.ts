import type {
  ContractColumn,
  ContractDescription,
  DatasetLock,
  ImageInspection,
  Table,
} from '@create-mlops/contracts';
import type { RowSplits } from '@create-mlops/dataset';
import type { Rule } from './compile/rule.ts';
import type { RowsFound } from './need.ts';
import type { TextOverlap } from './text-overlap.ts';

/** The text of a moment by its `__moment_` column, made only where somebody reads it. */
export type MomentText = { readonly sql: string; readonly writtenAs: 'zoned' | 'local' };

/** What is known before the data is read. Checks decide by it what they need. */
export type Subject = {
  readonly description: ContractDescription;
  /** Columns of the contract that the file has, in contract order. */
  readonly columns: readonly ContractColumn[];
  /** Columns of the contract that the file lacks, and of the file that the contract lacks. */
  readonly missingColumns: readonly string[];
  readonly unexpectedColumns: readonly string[];
  /** Columns in file order. */
  readonly fileColumns: readonly string[];
  readonly rules: readonly Rule[];
  /** Rules that the file's own types already keep, so that nobody has to look. */
  readonly sureRules: ReadonlySet<Rule>;
  /** SQL of the text of moments that the file itself does not hold as text, by column. */
  readonly momentTexts: ReadonlyMap<string, MomentText>;
  /** Whether rows carry their own number (Parquet). */
  readonly isNumbered: boolean;
  readonly lock: DatasetLock;
  /** The lock before this one, if the caller knows it. */
  readonly previousLock: DatasetLock | null;
  readonly strategy: 'hash' | 'group' | 'time' | 'official';
  readonly hasTestFile: boolean;
};

/** What the scan says of one column. Numbers are rounded to ten significant digits. */
export type ColumnStats = {
  readonly column: ContractColumn;
  /** Empty cells. */
  readonly missing: number;
  /** Cells that do not cast. */
  readonly invalid: number;
  /** Cells with a value. */
  readonly count: number;
  /** Exact up to the sample's size and for closed vocabularies, otherwise an estimate from the sample. */
  readonly distinct: number;
  /** Of numeric columns. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
  /** Population standard deviation. */
  readonly std: number | null;
  /** First and last moment of a timestamp or date, in milliseconds since 1970. */
  readonly earliestMs: number | null;
  readonly latestMs: number | null;
  /** How the text of moments is written where the file has none of its own; otherwise `null`. */
  readonly writtenAs: 'zoned' | 'local' | null;
  /** Rows per category or boolean, in contract order; `null` for other kinds. */
  readonly counts: ReadonlyMap<string, number> | null;
};

/** All rows, or a sample of them drawn by a hash of the row number; the same every time. */
export type Sample = {
  readonly table: Table;
  /** 1-based, ascending. */
  readonly rowNumbers: readonly number[];
  readonly isWhole: boolean;
};

/** A row shared between splits. */
export type SplitOverlap = {
  /** Rows of the test split whose features also occur in the training or validation split. */
  readonly features: RowsFound;
  /** Groups of the test split that also occur in training; `null` without a group column. */
  readonly groups: RowsFound | null;
  /** Rows of the test split that are older than the latest training row; `null` unless the split is by time. */
  readonly times: RowsFound | null;
  /** By text column, where a check asks for it. */
  readonly texts: ReadonlyMap<string, TextOverlap>;
};

/** What the data says. Everything a check may judge by. */
export type Evidence = Subject & {
  readonly rowCount: number;
  readonly stats: ReadonlyMap<string, ColumnStats>;
  readonly sample: Sample;
  /** Answers by need key; a key that nobody asked for has no rows. */
  readonly found: (key: string) => RowsFound;
  readonly value: (key: string) => number | null;
  /** What the rules of the contract found, by index in `rules`. */
  readonly ruleRows: readonly RowsFound[];
  /** The same for the official test file; `null` without one. */
  readonly test: {
    readonly rowCount: number;
    readonly name: string;
    readonly ruleRows: readonly RowsFound[];
    readonly stats: ReadonlyMap<string, ColumnStats>;
    readonly missingColumns: readonly string[];
  } | null;
  readonly splitRows: {
    readonly train: number;
    readonly validation: number;
    readonly test: number;
  };
  /** Rows (0-based) of each split; `null` when the data is too large to be split here. */
  readonly splits: RowSplits | null;
  /** What opening the pictures shows, row by row; `null` where there are none. */
  readonly images: {
    readonly data: readonly ImageInspection[];
    readonly test: readonly ImageInspection[] | null;
  } | null;
  /** `null` when the data is too large to be split here; a hash split cannot leak. */
  readonly overlap: SplitOverlap | null;
};
