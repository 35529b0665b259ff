import { checkSettings, defineCheck } from '../check.ts';
import { columnLimitsSchema, judgeLimits } from '../limits.ts';

/** The standard deviation of a column lies within limits. */
export const std = defineCheck({
  name: 'std',
  topic: 'column',
  description: 'The standard deviation of a column lies within limits.',
  settings: checkSettings({ columns: columnLimitsSchema }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_stdev_to_be_between',
  judge: (evidence, settings) =>
    judgeLimits(evidence, settings.columns, 'standard deviation', (stats) => stats.std),
});
