import type { ColumnKind, ColumnRole, Problem } from '@create-mlops/contracts';

/** One column as a contract should describe it, with the reasons. */
export type InferredColumn = {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly role: ColumnRole;
  readonly nullable: boolean;
  /** Watched for fairness, and a feature all the same. */
  readonly sensitive: boolean;
  /** Looks like personal data: redacted in logs. */
  readonly pii: boolean;
  /** Inclusive bounds with head-room: of numbers in the column's own unit, of a text's length in characters. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** The closed vocabulary of a `category`; of a target, the last is positive. */
  readonly categories?: readonly (string | number)[];
  /** Share of missing cells, 0 to 1. */
  readonly missingShare: number;
  /** Short sentences with the numbers seen; the first belongs beside the column in the contract. */
  readonly evidence: readonly string[];
};

/** A limit that the data seen suggests, and why. */
export type InferredLimit = { readonly value: number; readonly evidence: string };

export type InferredLimits = {
  /** Largest share of missing cells per nullable column, 0 to 1. Columns not named have none. */
  readonly maxMissing: Readonly<Record<string, InferredLimit>>;
  /** Largest share of rows that repeat an earlier one, 0 to 1. */
  readonly maxDuplicates: InferredLimit;
  readonly minRows: InferredLimit;
  /** Smallest share of rows of any class, 0 to 1; `null` for regression. */
  readonly minClassShare: InferredLimit | null;
};

/** Everything that a contract, its settings and a summary for a person need: plain data. */
export type InferredContract = {
  /** Name of the file it was inferred from. */
  readonly source: string;
  readonly rows: number;
  readonly columns: readonly InferredColumn[];
  readonly target: string;
  readonly problem: Problem;
  /** Why this problem, in one sentence. */
  readonly problemReason: string;
  /** As strings, in contract order; empty for regression. The last is positive in a binary problem. */
  readonly classes: readonly string[];
  /** Rows per class; empty for regression. */
  readonly classCounts: Readonly<Record<string, number>>;
  readonly limits: InferredLimits;
  /** `group` when rows of one person or thing repeat, which `column` tells apart. */
  readonly split:
    | { readonly strategy: 'hash' }
    | { readonly strategy: 'group'; readonly column: string };
  /** What a person should know before the first commit: personal data, leaks, guesses. Full sentences. */
  readonly warnings: readonly string[];
};
