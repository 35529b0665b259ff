import { checkSettings, defineCheck } from '../check.ts';
import { columnLimitsSchema, judgeLimits } from '../limits.ts';

/** The mean of a column lies within limits. */
export const mean = defineCheck({
  name: 'mean',
  topic: 'column',
  description: 'The mean of a column lies within limits.',
  settings: checkSettings({ columns: columnLimitsSchema }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_mean_to_be_between',
  judge: (evidence, settings) =>
    judgeLimits(evidence, settings.columns, 'mean', (stats) => stats.mean),
});
