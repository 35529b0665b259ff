import { describeContract } from '@create-mlops/dataset';
import type { z } from 'zod';
import { compileContract } from './compile/compile-contract.ts';

/** One rule of a contract and who decides it. */
export type ExplainedRule = {
  readonly column: string | null;
  readonly check: string;
  readonly expected: string;
  /** `sql`: in the one scan. `row`: by zod, row by row. */
  readonly how: 'sql' | 'row';
  /** What is true in a row that breaks the rule; `null` for a `row` rule. */
  readonly sql: string | null;
};

/**
 * How a contract would be checked, without reading any data. A `row` rule becomes an `sql` one when the column (or
 * the whole object) says its SQL twin with `.meta({ sql: 'ends >= starts' })`.
 *
 * @throws {MlopsError} CONTRACT_INVALID
 * @example explain(row).filter((rule) => rule.how === 'row') // what makes validation slow
 */
export function explain(row: z.ZodObject): ExplainedRule[] {
  return compileContract(row, describeContract(row)).map((rule) => ({
    column: rule.column,
    check: rule.check,
    expected: rule.expected,
    how: rule.how,
    sql: rule.how === 'sql' ? rule.violated : null,
  }));
}
