import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { isNumeric } from '../column-parts.ts';
import { judgeOutliers } from '../judge-outliers.ts';
import { hasColumns } from '../limits.ts';
import { quantile, sortedNumbers } from '../quantile.ts';

/** Few values lie far outside the quartiles. */
export const outliersIqr = defineCheck({
  name: 'outliersIqr',
  topic: 'column',
  description: 'Few values lie far outside the quartiles.',
  settings: checkSettings({
    /** Fences this many interquartile ranges beyond the quartiles; 3 is Tukey’s ‘far out’. */
    factor: z.number().gt(0).default(3),
    max: z.number().min(0).max(1).default(0.01),
    columns: z.array(z.string()).optional(),
  }),
  status: 'warn',
  runs: 'whenSet',
  expectation: 'expect_column_quantile_values_to_be_between',
  judge: (evidence, settings) => {
    const numeric = evidence.columns.filter((column) => isNumeric(column) && column.role !== 'id');
    const names = settings.columns ?? numeric.map((column) => column.name);
    return names.flatMap((name) => {
      if (!hasColumns(evidence, [name])) return [];
      const values = sortedNumbers(evidence.sample.table.columns[name] ?? []);
      const [low, high] = [quantile(values, 0.25), quantile(values, 0.75)];
      const reach = settings.factor * (high - low);
      // Where half of the values are the same there is no scale to measure by.
      if (!(reach > 0)) return [];
      return [judgeOutliers(evidence, name, low - reach, high + reach, settings.max)];
    });
  },
});
