import { z } from 'zod';
import { checkSettings, defineCheck } from '../check.ts';
import { rowsText } from '../words.ts';

/** Every class of the contract occurs often enough to be split. */
export const classRows = defineCheck({
  name: 'classRows',
  topic: 'learning',
  description: 'Every class of the contract occurs often enough to be split.',
  settings: checkSettings({ min: z.number().int().min(1).default(3) }),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_column_distinct_values_to_contain_set',
  judge: ({ description, stats }, settings) => {
    const counts = stats.get(description.target)?.counts;
    if (counts === null || counts === undefined) return [];
    const rare = [...counts].filter(([, count]) => count < settings.min);
    return [
      {
        column: description.target,
        holds: rare.length === 0,
        reason: 'classImbalance',
        expected: `at least ${rowsText(settings.min)} of each class`,
        received:
          rare.length === 0
            ? 'enough of each class'
            : rare.map(([name, count]) => `'${name}' in ${rowsText(count)}`).join(', '),
        count: rare.length,
      },
    ];
  },
});
