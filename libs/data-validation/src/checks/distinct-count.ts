import { checkSettings, defineCheck } from '../check.ts';
import { distinctNeeds, distinctOf } from '../distinct-values.ts';
import { columnLimitsSchema, judgeLimits } from '../limits.ts';

/** The number of distinct values of a column lies within limits. */
export const distinctCount = defineCheck({
  name: 'distinctCount',
  topic: 'column',
  description: 'The number of distinct values of a column lies within limits.',
  settings: checkSettings({ columns: columnLimitsSchema }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_unique_value_count_to_be_between',
  needs: distinctNeeds,
  judge: (evidence, settings) =>
    judgeLimits(evidence, settings.columns, 'distinct values', (stats) =>
      distinctOf(evidence, stats),
    ),
});
