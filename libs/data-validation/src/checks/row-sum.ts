import { quoteName } from '@create-mlops/dataset';
import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { hasColumns } from '../limits.ts';
import { failingText } from '../words.ts';

/** Columns add up to another column. */
export const rowSum = defineCheck({
  name: 'rowSum',
  topic: 'rows',
  description: 'Columns add up to another column.',
  settings: checkSettings({
    rules: z
      .array(
        z.strictObject({
          columns: z.array(z.string()).min(2),
          equals: z.string(),
          tolerance: z.number().min(0).default(1e-9),
        }),
      )
      .min(1),
  }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_multicolumn_sum_to_equal',
  needs: (subject, settings) =>
    settings.rules.flatMap((rule, index) =>
      hasColumns(subject, [...rule.columns, rule.equals])
        ? [
            {
              kind: 'predicate' as const,
              key: `rowSum:${index}`,
              violated: `abs(${rule.columns.map(quoteName).join(' + ')} - ${quoteName(rule.equals)}) > ${rule.tolerance}`,
            },
          ]
        : [],
    ),
  judge: (evidence, settings) =>
    settings.rules.map((rule, index) => {
      const found = evidence.found(`rowSum:${index}`);
      return {
        column: null,
        holds: found.count === 0,
        reason: 'rule',
        expected: `${rule.columns.join(' + ')} = ${rule.equals}`,
        received: failingText(found, `where ${rule.columns.join(' + ')} is not ${rule.equals}`),
        count: found.count,
        rows: found.rows,
      };
    }),
});
