import { checkSettings, defineCheck } from '../check.ts';
import { distinctNeeds, distinctOf } from '../distinct-values.ts';
import { columnLimitsSchema, judgeLimits } from '../limits.ts';

/** The share of distinct values of a column lies within limits. */
export const distinctShare = defineCheck({
  name: 'distinctShare',
  topic: 'column',
  description: 'The share of distinct values of a column lies within limits.',
  settings: checkSettings({ columns: columnLimitsSchema }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_proportion_of_unique_values_to_be_between',
  needs: distinctNeeds,
  judge: (evidence, settings) =>
    judgeLimits(evidence, settings.columns, 'distinct share', (stats) =>
      stats.count === 0 ? null : Math.min(1, distinctOf(evidence, stats) / stats.count),
    ),
});
