import { quoteName } from '@create-mlops/dataset';
import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { hasColumns } from '../limits.ts';
import { failingText } from '../words.ts';

/** One column is at least as large as another. */
export const pairOrder = defineCheck({
  name: 'pairOrder',
  topic: 'rows',
  description: 'One column is at least as large as another.',
  settings: checkSettings({
    rules: z
      .array(
        z.strictObject({
          greater: z.string(),
          than: z.string(),
          orEqual: z.boolean().default(true),
        }),
      )
      .min(1),
  }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_pair_values_a_to_be_greater_than_b',
  needs: (subject, settings) =>
    settings.rules.flatMap((rule, index) =>
      hasColumns(subject, [rule.greater, rule.than])
        ? [
            {
              kind: 'predicate' as const,
              key: `pairOrder:${index}`,
              violated: `${quoteName(rule.greater)} ${rule.orEqual ? '<' : '<='} ${quoteName(rule.than)}`,
            },
          ]
        : [],
    ),
  judge: (evidence, settings) =>
    settings.rules.map((rule, index) => {
      const found = evidence.found(`pairOrder:${index}`);
      return {
        column: null,
        holds: found.count === 0,
        reason: 'rule',
        expected: `${rule.greater} ${rule.orEqual ? '≥' : '>'} ${rule.than}`,
        received: failingText(
          found,
          `with ${rule.greater} ${rule.orEqual ? '<' : '≤'} ${rule.than}`,
        ),
        count: found.count,
        rows: found.rows,
      };
    }),
});
