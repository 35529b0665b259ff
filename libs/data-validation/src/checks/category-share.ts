import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { hasColumns, limitsSchema } from '../limits.ts';
import { isWithin, limitsText, rowsText, shareText } from '../words.ts';

/** The share of a category lies within limits. */
export const categoryShare = defineCheck({
  name: 'categoryShare',
  topic: 'column',
  description: 'The share of a category lies within limits.',
  settings: checkSettings({ columns: z.record(z.string(), z.record(z.string(), limitsSchema)) }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_value_shares_to_be_between',
  judge: (evidence, settings) =>
    Object.entries(settings.columns).flatMap(([name, categories]) => {
      if (!hasColumns(evidence, [name])) return [];
      const stats = evidence.stats.get(name);
      return Object.entries(categories).map(([category, limits]) => {
        const count = stats?.counts?.get(category) ?? 0;
        const share = count / Math.max(1, stats?.count ?? 0);
        return {
          column: name,
          holds: isWithin(share, limits),
          reason: 'distribution' as const,
          expected: `${limitsText(limits, shareText)} '${category}'`,
          received: `${shareText(share)} '${category}' (${rowsText(count)})`,
          count,
        };
      });
    }),
});
