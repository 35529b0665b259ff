import { quoteName } from '@create-mlops/dataset';
import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { hasColumns } from '../limits.ts';
import { failingText } from '../words.ts';

/** Two columns have the same value in every row. */
export const pairEqual = defineCheck({
  name: 'pairEqual',
  topic: 'rows',
  description: 'Two columns have the same value in every row.',
  settings: checkSettings({
    rules: z.array(z.strictObject({ left: z.string(), right: z.string() })).min(1),
  }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_pair_values_to_be_equal',
  needs: (subject, settings) =>
    settings.rules.flatMap((rule, index) =>
      hasColumns(subject, [rule.left, rule.right])
        ? [
            {
              kind: 'predicate' as const,
              key: `pairEqual:${index}`,
              violated: `${quoteName(rule.left)} IS DISTINCT FROM ${quoteName(rule.right)}`,
            },
          ]
        : [],
    ),
  judge: (evidence, settings) =>
    settings.rules.map((rule, index) => {
      const found = evidence.found(`pairEqual:${index}`);
      return {
        column: null,
        holds: found.count === 0,
        reason: 'rule',
        expected: `${rule.left} = ${rule.right}`,
        received: failingText(found, `with ${rule.left} ≠ ${rule.right}`),
        count: found.count,
        rows: found.rows,
      };
    }),
});
