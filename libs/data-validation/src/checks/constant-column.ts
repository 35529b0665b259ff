import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { countText } from '../words.ts';

/** No feature has the same value in every row. */
export const constantColumn = defineCheck({
  name: 'constantColumn',
  topic: 'learning',
  description: 'No feature has the same value in every row.',
  settings: checkSettings({ allow: z.array(z.string()).default([]) }),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_column_unique_value_count_to_be_between',
  judge: (evidence, settings) =>
    evidence.columns
      .filter((column) => column.role === 'feature' && !settings.allow.includes(column.name))
      .flatMap(({ name }) => {
        const stats = evidence.stats.get(name);
        if (stats === undefined || evidence.rowCount < 2) return [];
        const isConstant = stats.distinct <= 1 && (stats.missing === 0 || stats.count === 0);
        return [
          {
            column: name,
            holds: !isConstant,
            reason: 'constantColumn' as const,
            expected: 'more than one value',
            received: isConstant
              ? stats.count === 0
                ? 'no value at all'
                : 'the same value in every row'
              : `${countText(stats.distinct)} distinct values`,
          },
        ];
      }),
});
