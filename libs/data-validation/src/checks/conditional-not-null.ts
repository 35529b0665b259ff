import { quoteName } from '@create-mlops/dataset';
import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { literalSql } from '../compile/sql-literal.ts';
import { hasColumns } from '../limits.ts';
import { failingText } from '../words.ts';

/** A column has a value where another column has a certain one. */
export const conditionalNotNull = defineCheck({
  name: 'conditionalNotNull',
  topic: 'rows',
  description: 'A column has a value where another column has a certain one.',
  settings: checkSettings({
    rules: z
      .array(
        z.strictObject({
          column: z.string(),
          when: z.strictObject({
            column: z.string(),
            /** By default any value. */
            equals: z.union([z.string(), z.number(), z.boolean()]).optional(),
          }),
        }),
      )
      .min(1),
  }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_values_to_not_be_null',
  needs: (subject, settings) =>
    settings.rules.flatMap((rule, index) =>
      hasColumns(subject, [rule.column, rule.when.column])
        ? [
            {
              kind: 'predicate' as const,
              key: `conditionalNotNull:${index}`,
              violated: `${quoteName(rule.column)} IS NULL AND ${conditionSql(rule.when)}`,
            },
          ]
        : [],
    ),
  judge: (evidence, settings) =>
    settings.rules.map((rule, index) => {
      const found = evidence.found(`conditionalNotNull:${index}`);
      return {
        column: null,
        holds: found.count === 0,
        reason: 'rule',
        expected: `${rule.column} wherever ${conditionText(rule.when)}`,
        received: failingText(found, `without ${rule.column} though ${conditionText(rule.when)}`),
        count: found.count,
        rows: found.rows,
      };
    }),
});

type Condition = {
  readonly column: string;
  readonly equals?: string | number | boolean | undefined;
};

function conditionSql({ column, equals }: Condition): string {
  return equals === undefined
    ? `${quoteName(column)} IS NOT NULL`
    : `CAST(${quoteName(column)} AS VARCHAR) = CAST(${literalSql(equals)} AS VARCHAR)`;
}

function conditionText({ column, equals }: Condition): string {
  return equals === undefined ? `${column} is there` : `${column} = ${equals}`;
}
