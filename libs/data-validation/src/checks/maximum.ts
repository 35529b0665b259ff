import { checkSettings, defineCheck } from '../check.ts';
import { columnLimitsSchema, judgeLimits } from '../limits.ts';

/** The largest value of a column lies within limits. */
export const maximum = defineCheck({
  name: 'maximum',
  topic: 'column',
  description: 'The largest value of a column lies within limits.',
  settings: checkSettings({ columns: columnLimitsSchema }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_max_to_be_between',
  judge: (evidence, settings) =>
    judgeLimits(evidence, settings.columns, 'maximum', (stats) => stats.maximum),
});
