import { checkSettings, defineCheck } from '../check.ts';
import { columnLimitsSchema, judgeLimits } from '../limits.ts';

/** The smallest value of a column lies within limits. */
export const minimum = defineCheck({
  name: 'minimum',
  topic: 'column',
  description: 'The smallest value of a column lies within limits.',
  settings: checkSettings({ columns: columnLimitsSchema }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_min_to_be_between',
  judge: (evidence, settings) =>
    judgeLimits(evidence, settings.columns, 'minimum', (stats) => stats.minimum),
});
