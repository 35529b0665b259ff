import { checkSettings, defineCheck } from '../check.ts';
import { columnLimitsSchema, judgeLimits } from '../limits.ts';
import { quantile, sortedNumbers } from '../quantile.ts';

/** The median of a column lies within limits. */
export const median = defineCheck({
  name: 'median',
  topic: 'column',
  description: 'The median of a column lies within limits.',
  settings: checkSettings({ columns: columnLimitsSchema }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_median_to_be_between',
  judge: (evidence, settings) =>
    judgeLimits(evidence, settings.columns, 'median', ({ column }) => {
      const values = sortedNumbers(evidence.sample.table.columns[column.name] ?? []);
      return values.length === 0 ? null : quantile(values, 0.5);
    }),
});
