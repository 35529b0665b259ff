import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { judgeLimits, limitsSchema } from '../limits.ts';
import { quantile, sortedNumbers } from '../quantile.ts';
import { shareText } from '../words.ts';

/** Quantiles of a column lie within limits. */
export const quantiles = defineCheck({
  name: 'quantiles',
  topic: 'column',
  description: 'Quantiles of a column lie within limits.',
  settings: checkSettings({
    columns: z.record(
      z.string(),
      z.array(limitsSchema.extend({ probability: z.number().min(0).max(1) })).min(1),
    ),
  }),
  status: 'fail',
  runs: 'whenSet',
  expectation: 'expect_column_quantile_values_to_be_between',
  judge: (evidence, settings) =>
    Object.entries(settings.columns).flatMap(([name, list]) =>
      list.flatMap(({ probability, ...limits }) =>
        judgeLimits(evidence, { [name]: limits }, `${shareText(probability)} quantile`, () => {
          const values = sortedNumbers(evidence.sample.table.columns[name] ?? []);
          return values.length === 0 ? null : quantile(values, probability);
        }),
      ),
    ),
});
