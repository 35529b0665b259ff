import type { Reason } from '@create-mlops/contracts';
import type { ColumnStats } from '../evidence.ts';

/** The checks that a contract itself asks for. */
export type ContractCheck =
  | 'type'
  | 'nullability'
  | 'range'
  | 'multipleOf'
  | 'categories'
  | 'pattern'
  | 'length'
  | 'refinement';

type RuleBase = {
  readonly check: ContractCheck;
  /** `null` for a rule on the whole row. */
  readonly column: string | null;
  readonly reason: Reason;
  /** What a value must be: `at least 18`. */
  readonly expected: string;
  /** What a failing row is: `below 18`, as in `1 row below 18`. */
  readonly failing: string;
};

/** A rule that one SQL expression decides: true where the row breaks it, otherwise false or NULL. */
export type SqlRule = RuleBase & {
  readonly how: 'sql';
  readonly violated: string;
  /** The rule holds by itself where the file's own type is so sure of the column. */
  readonly heldBy?: 'casts' | 'whole' | 'exact';
  /** Whether the column's statistics alone say that no row breaks the rule: then no row is asked. */
  readonly provedBy?: (stats: ColumnStats) => boolean;
};

/** A rule that only zod can decide, on rows that keep all SQL rules of the columns touched. */
export type RowRule = RuleBase & {
  readonly how: 'row';
  readonly columns: readonly string[];
  readonly breaks: (row: Readonly<Record<string, unknown>>) => boolean;
};

/** One thing that a contract demands, compiled. */
export type Rule = SqlRule | RowRule;
