import type { ColumnStats } from './evidence.ts';

/**
 * What a check asks of the data. All needs of all checks are answered together: `derived`, `predicate` and `value` by
 * the one aggregate scan, `keys` and `dependency` by the one group-by.
 */
export type Need =
  /** A helper column for predicates, where a window function is needed. */
  | { readonly kind: 'derived'; readonly name: string; readonly sql: string }
  /** Rows for which `violated` is true: how many, the first 20, and `shown` in the first of them. */
  | {
      readonly kind: 'predicate';
      readonly key: string;
      readonly violated: string;
      /** SQL of the value to show; none for columns marked `pii`. */
      readonly shown?: string;
      /** Whether a column's statistics alone say that there is no such row: then no row is asked. */
      readonly provedBy?: Proof;
    }
  /** One aggregate over all rows, as a number. */
  | { readonly kind: 'value'; readonly key: string; readonly sql: string }
  /** Rows that share their values in these columns with an earlier row. */
  | {
      readonly kind: 'keys';
      readonly key: string;
      readonly columns: readonly string[];
      /** SQL that is compared in place of the columns themselves; NULL counts as missing. */
      readonly by?: string;
      /** Whether rows with a missing value are left out. */
      readonly skipMissing: boolean;
    }
  /** Values of `from` that go with more than one value of `to`. */
  | {
      readonly kind: 'dependency';
      readonly key: string;
      readonly from: readonly string[];
      /** SQL that is compared in place of `from`. */
      readonly by?: string;
      readonly to: string;
    }
  /** Rows whose text says nearly what that of an earlier row says. */
  | {
      readonly kind: 'nearTexts';
      readonly key: string;
      readonly column: string;
      /** Least Jaccard similarity, 0..1. */
      readonly similarity: number;
    }
  /** What the texts of a column share between the splits: answered in `overlap.texts`. */
  | {
      readonly kind: 'texts';
      readonly column: string;
      /** From which similarity on a test text counts as one that is learned from; absent where nobody asks. */
      readonly similarity?: number;
    };

/** What the statistics of one column can say of all its rows. */
export type Proof = {
  readonly column: string;
  readonly holds: (stats: ColumnStats) => boolean;
};

/** The answer to a `predicate`, `keys` or `dependency`: 1-based rows, ascending, at most 20. */
export type RowsFound = {
  readonly count: number;
  readonly rows: readonly number[];
  /** The value in the first row, as text; `null` when there is none to show. */
  readonly first: string | null;
};

export const noRowsFound: RowsFound = { count: 0, rows: [], first: null };

/** How many failing rows a finding names. */
export const ROWS_SHOWN = 20;
