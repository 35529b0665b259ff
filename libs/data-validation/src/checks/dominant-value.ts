import type { Value } from '@create-mlops/contracts';
import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { shareText } from '../words.ts';

/** No value takes up nearly a whole feature. */
export const dominantValue = defineCheck({
  name: 'dominantValue',
  topic: 'learning',
  description: 'No value takes up nearly a whole feature.',
  settings: checkSettings({ max: z.number().gt(0).max(1).default(0.99) }),
  status: 'warn',
  runs: 'whenSet',
  expectation: 'expect_column_most_common_value_share_to_be_between',
  judge: (evidence, settings) =>
    evidence.columns
      .filter((column) => column.role === 'feature')
      .flatMap(({ name }) => {
        const counts = new Map<Value, number>();
        const values = evidence.sample.table.columns[name] ?? [];
        for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
        const most = [...counts.values()].reduce((max, count) => Math.max(max, count), 0);
        const share = values.length === 0 ? 0 : most / values.length;
        return [
          {
            column: name,
            holds: share <= settings.max,
            reason: 'constantColumn' as const,
            expected: `no value in more than ${shareText(settings.max)} of the rows`,
            received: `its most frequent value in ${shareText(share)}`,
          },
        ];
      }),
});
