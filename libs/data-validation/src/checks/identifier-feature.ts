import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { shareText } from '../words.ts';

/** In fewer rows, distinct values say nothing. */
const FEWEST_ROWS = 30;

/** No text feature is an identifier in disguise. */
export const identifierFeature = defineCheck({
  name: 'identifierFeature',
  topic: 'learning',
  description: 'No text feature is an identifier in disguise.',
  settings: checkSettings({ maxDistinctShare: z.number().gt(0).max(1).default(0.95) }),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_column_proportion_of_unique_values_to_be_between',
  judge: (evidence, settings) =>
    evidence.columns
      .filter((column) => column.role === 'feature' && column.kind === 'text')
      .flatMap(({ name }) => {
        const stats = evidence.stats.get(name);
        if (stats === undefined || stats.count < FEWEST_ROWS) return [];
        const share = Math.min(1, stats.distinct / stats.count);
        return [
          {
            column: name,
            holds: share <= settings.maxDistinctShare,
            reason: 'distribution' as const,
            expected: `at most ${shareText(settings.maxDistinctShare)} distinct; give an identifier the role id`,
            received: `${shareText(share)} of its values are distinct`,
          },
        ];
      }),
});
