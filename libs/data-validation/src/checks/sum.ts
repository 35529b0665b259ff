import { checkSettings, defineCheck } from '../check.ts';
import { columnLimitsSchema, judgeLimits } from '../limits.ts';

/** The sum of a column lies within limits. */
export const sum = defineCheck({
  name: 'sum',
  topic: 'column',
  description: 'The sum of a column lies within limits.',
  settings: checkSettings({ columns: columnLimitsSchema }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_sum_to_be_between',
  judge: (evidence, settings) =>
    judgeLimits(evidence, settings.columns, 'sum', ({ mean, count }) =>
      mean === null ? null : mean * count,
    ),
});
