import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { isNumeric } from '../column-parts.ts';
import { judgeOutliers } from '../judge-outliers.ts';
import { hasColumns } from '../limits.ts';

/** Few values lie many standard deviations from the mean. */
export const outliersZ = defineCheck({
  name: 'outliersZ',
  topic: 'column',
  description: 'Few values lie many standard deviations from the mean.',
  settings: checkSettings({
    threshold: z.number().gt(0).default(4),
    max: z.number().min(0).max(1).default(0.01),
    columns: z.array(z.string()).optional(),
  }),
  status: 'warn',
  runs: 'whenSet',
  expectation: 'expect_column_value_z_scores_to_be_less_than',
  judge: (evidence, settings) => {
    const numeric = evidence.columns.filter((column) => isNumeric(column) && column.role !== 'id');
    const names = settings.columns ?? numeric.map((column) => column.name);
    return names.flatMap((name) => {
      if (!hasColumns(evidence, [name])) return [];
      const { mean = null, std = null } = evidence.stats.get(name) ?? {};
      if (mean === null || std === null || std === 0) return [];
      const reach = settings.threshold * std;
      return [judgeOutliers(evidence, name, mean - reach, mean + reach, settings.max)];
    });
  },
});
