import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { isNumeric } from '../column-parts.ts';
import { singleFeatureScore } from '../single-feature-score.ts';
import { numberText } from '../words.ts';

/** No two features say the same. */
export const redundantFeatures = defineCheck({
  name: 'redundantFeatures',
  topic: 'learning',
  description: 'No two features say the same.',
  settings: checkSettings({ max: z.number().gt(0).max(1).default(0.999) }),
  status: 'warn',
  runs: 'whenSet',
  expectation: 'expect_column_pair_correlation_to_be_between',
  judge: ({ sample, columns }, settings) => {
    const numeric = columns.filter((column) => column.role === 'feature' && isNumeric(column));
    return numeric.flatMap((left, index) =>
      numeric.slice(index + 1).flatMap((right) => {
        const [a = [], b = []] = [left, right].map(({ name }) => sample.table.columns[name]);
        const scored = singleFeatureScore(a, b, 'regression');
        if (scored === null) return [];
        const correlation = Math.sqrt(scored.score);
        return [
          {
            column: right.name,
            holds: correlation <= settings.max,
            reason: 'distribution' as const,
            expected: `correlation with ${left.name} at most ${numberText(settings.max)}`,
            received: `correlation with ${left.name} ${numberText(correlation, 4)}`,
          },
        ];
      }),
    );
  },
});
