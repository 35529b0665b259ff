import type { ContractDescription } from '@create-mlops/contracts';
import type { z } from 'zod';
import { compileColumn } from './compile-column.ts';
import type { Rule } from './rule.ts';
import { zodValue } from './zod-value.ts';

/**
 * Everything that a contract demands, column by column, then of the row as a whole. `.meta({ sql })` on the object is
 * the SQL twin of its refinements.
 */
export function compileContract(row: z.ZodObject, description: ContractDescription): Rule[] {
  const rules = description.columns.flatMap((column) => {
    const schema = row.shape[column.name];
    return schema === undefined ? [] : compileColumn(column, schema);
  });
  const sql = row.meta()?.sql;
  const base = {
    check: 'refinement',
    column: null,
    reason: 'refinementFailed',
  } as const;
  if (sql !== undefined) {
    const rule = { ...base, expected: sql, failing: `where not ${sql}` };
    return [...rules, { ...rule, how: 'sql', violated: `NOT (${sql})` }];
  }
  const hasRowChecks = (row._zod.def.checks ?? []).length > 0;
  if (!hasRowChecks) return rules;
  return [
    ...rules,
    {
      ...base,
      expected: 'what the contract refines',
      failing: 'refused by the contract',
      how: 'row',
      columns: description.columns.map((column) => column.name),
      breaks: (cells) => {
        const values = description.columns.map((column) => {
          const schema = row.shape[column.name];
          const cell = cells[column.name];
          return [column.name, schema === undefined ? cell : zodValue(cell, column, schema)];
        });
        return !row.safeParse(Object.fromEntries(values)).success;
      },
    },
  ];
}
