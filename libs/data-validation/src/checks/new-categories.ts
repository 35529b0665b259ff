import { checkSettings, defineCheck } from '../check.ts';
import { rowsText } from '../words.ts';

/** The test file has no category that the data file lacks. */
export const newCategories = defineCheck({
  name: 'newCategories',
  topic: 'learning',
  description: 'The test file has no category that the data file lacks.',
  settings: checkSettings({}),
  status: 'warn',
  runs: 'always',
  expectation: 'expect_column_values_to_be_in_set',
  judge: ({ test, stats, columns }) => {
    if (test === null) return [];
    return columns
      .filter((column) => column.kind === 'category')
      .flatMap(({ name }) => {
        const known = stats.get(name)?.counts ?? new Map<string, number>();
        const tested = test.stats.get(name)?.counts ?? new Map<string, number>();
        const fresh = [...tested].filter(([value, count]) => count > 0 && !known.get(value));
        const count = fresh.reduce((sum, [, rows]) => sum + rows, 0);
        return [
          {
            column: name,
            holds: fresh.length === 0,
            reason: 'notInSet' as const,
            expected: 'only categories that the training data has',
            received:
              fresh.length === 0
                ? 'no new category'
                : `${test.name}: ${fresh.map(([value]) => `'${value}'`).join(', ')} in ${rowsText(count)}`,
            count,
          },
        ];
      });
  },
});
